import { minutesOf, type Length } from './duration.ts';

/** What it takes to study something, as far as lengths are known. */
export interface Effort {
  readonly minutes: number;
  /** Whether it is an estimate: of pages, or by the author's `~`. */
  readonly about: boolean;
  /** Of how many resources the length is not known; the minutes are those of the others. */
  readonly unknown: number;
}

/** What has a length, or parts that have one. */
interface Measured {
  readonly length?: Length;
}

const none: Effort = { minutes: 0, about: false, unknown: 0 };

/** What a resource takes to study: its length in minutes, a series by its length or its parts. */
export function effortOf<Of extends Measured>(resource: Of, partsOf: (series: Of) => readonly Of[]): Effort {
  return effortOfAll([resource], partsOf);
}

/** What several resources take to study together. What is in a series that is among them too counts once. */
export function effortOfAll<Of extends Measured>(
  resources: readonly Of[],
  partsOf: (series: Of) => readonly Of[],
): Effort {
  return effortsOf(resources, partsOf).reduce(sum, none);
}

/** What each of several resources takes beyond the others: a series only what is not among them itself. */
export function effortsOf<Of extends Measured>(
  resources: readonly Of[],
  partsOf: (series: Of) => readonly Of[],
): readonly Effort[] {
  const counted = new Set(resources);
  const seen = new Set<Of>();
  return resources.map((own) => {
    const open = [own];
    let effort = none;
    for (let resource = open.pop(); resource; resource = open.pop()) {
      if (seen.has(resource) || (resource !== own && counted.has(resource))) continue;
      seen.add(resource);
      const parts = resource.length ? [] : partsOf(resource);
      open.push(...parts);
      if (parts.length === 0) effort = sum(effort, effortOfLength(resource.length));
    }
    return effort;
  });
}

function effortOfLength(length: Length | undefined): Effort {
  if (!length) return { ...none, unknown: 1 };
  return { minutes: minutesOf(length), about: length.about || 'pages' in length, unknown: 0 };
}

function sum(a: Effort, b: Effort): Effort {
  return { minutes: a.minutes + b.minutes, about: a.about || b.about, unknown: a.unknown + b.unknown };
}
