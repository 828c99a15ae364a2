/** A stretch of time in whole minutes. */
export interface Duration {
  readonly minutes: number;
  /** Whether the author marked it with `~`: estimated. */
  readonly about: boolean;
}

/** How long a resource is: minutes for what is watched or heard, pages for what is read. */
export type Length = Duration | { readonly pages: number; readonly about: boolean };

/**
 * What a page takes to study, in minutes: 500 words at 130 a minute, the rate at which a text with many new concepts is
 * read to understand it (Barre, Brown and Esarey, Workload Estimator, Wake Forest University).
 */
const minutesPerPage = 4;

/** A length in minutes; pages are an estimate. */
export function minutesOf(length: Length): number {
  return 'minutes' in length ? length.minutes : length.pages * minutesPerPage;
}

const duration = /^(~)?(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min))?$/;
const pages = /^(~)?([1-9]\d{0,5})\s+pages?$/;

/** Reads `45m`, `3h`, `1h 45m`, each with an optional leading `~`; undefined for anything else and for nothing at all. */
export function parseDuration(text: string): Duration | undefined {
  const match = duration.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return minutes > 0 ? { minutes, about: match[1] !== undefined } : undefined;
}

/** Reads a duration, or a number of pages such as `15 pages`; undefined for anything else. */
export function parseLength(text: string): Length | undefined {
  const match = pages.exec(text);
  if (match) return { pages: Number(match[2]), about: match[1] !== undefined };
  return parseDuration(text);
}

/** A duration or a number of pages as frontmatter has it: `1h 45m`, `~4h`, `15 pages`. */
export function formatLength(length: Length): string {
  const about = length.about ? '~' : '';
  if ('pages' in length) return `${about}${length.pages} ${length.pages === 1 ? 'page' : 'pages'}`;
  const [hours, minutes] = [Math.floor(length.minutes / 60), length.minutes % 60];
  return `${about}${[hours > 0 && `${hours}h`, minutes > 0 && `${minutes}m`].filter(Boolean).join(' ')}`;
}

/** Reads a moment in a recording, `1:27:30`, `2:05` or `95` (W3C Media Fragments, normal play time); gives seconds, or undefined. */
export function parseMoment(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,6})$/.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds] = match;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
}

/** A moment as people write it, `1:27:30` or `2:05`; takes seconds. */
export function formatMoment(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
