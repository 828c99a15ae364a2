import { minutesOf, type Length, type MinuteRange } from './length.ts';

/** The time it takes to study something, as far as lengths are known. */
export interface Effort extends MinuteRange {
  /** Whether it is an estimate, from pages or a length marked with `~`. */
  readonly about: boolean;
  /** The number of resources of unknown length, which `minutes` leaves out. */
  readonly unknown: number;
}

/** A resource with a length, or with parts that have one. */
interface Measured {
  readonly length?: Length;
}

const none: Effort = { minutes: 0, least: 0, most: 0, about: false, unknown: 0 };

/** The effort of a resource: its length in minutes or, for a series without one, the sum of its parts. */
export function effortOf<Of extends Measured>(resource: Of, partsOf: (series: Of) => readonly Of[]): Effort {
  return effortOfAll([resource], partsOf);
}

/** The total effort of several resources. A part counts once if its series is also among them. */
export function effortOfAll<Of extends Measured>(
  resources: readonly Of[],
  partsOf: (series: Of) => readonly Of[],
): Effort {
  return totalEffort(effortsOf(resources, partsOf));
}

/** The sum of efforts. */
export function totalEffort(efforts: readonly Effort[]): Effort {
  return efforts.reduce(sum, none);
}

/** The effort that each resource adds; a series adds only the parts that are not in the list themselves. */
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
  return { ...minutesOf(length), about: length.about || 'pages' in length, unknown: 0 };
}

function sum(a: Effort, b: Effort): Effort {
  return {
    minutes: a.minutes + b.minutes,
    least: a.least + b.least,
    most: a.most + b.most,
    about: a.about || b.about,
    unknown: a.unknown + b.unknown,
  };
}
