/** A length of time in whole minutes. */
export interface Duration {
  readonly minutes: number;
  /** Whether the author marked it with `~` as estimated. */
  readonly about: boolean;
}

/** The sum of durations; undefined if there are none. */
export function totalOf(durations: readonly Duration[]): Duration | undefined {
  if (durations.length === 0) return undefined;
  return {
    minutes: durations.reduce((sum, { minutes }) => sum + minutes, 0),
    about: durations.some(({ about }) => about),
  };
}

/** The length of a resource: minutes of video or audio, or pages of text. */
export type Length = Duration | { readonly pages: number; readonly about: boolean };

/**
 * Minutes to study a page of 500 words: at 130 words a minute, the rate for understanding a text with many new concepts,
 * at 250 without new ones, and at 65 for working through many (Barre, Brown and Esarey, Workload Estimator, Wake Forest
 * University).
 */
const minutesPerPage = { usual: 4, least: 2, most: 8 };

/** How far off an estimated duration may be, as a share of it. */
const marginOfEstimate = 0.25;

/** Minutes, and the range that they may turn out to be in; its ends are equal if nothing is estimated. */
export interface MinuteRange {
  readonly minutes: number;
  readonly least: number;
  readonly most: number;
}

/** A length in minutes; estimated for pages. The only rule that turns pages into minutes. */
export function minutesOf(length: Length): MinuteRange {
  if ('pages' in length) {
    const { usual, least, most } = minutesPerPage;
    return { minutes: length.pages * usual, least: length.pages * least, most: length.pages * most };
  }
  const { minutes, about } = length;
  const margin = about ? minutes * marginOfEstimate : 0;
  return { minutes, least: Math.round(minutes - margin), most: Math.round(minutes + margin) };
}

/** The pages that take this many minutes. */
export function pagesFor(minutes: number): number {
  return minutes / minutesPerPage.usual;
}

const duration = /^(~)?(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min))?$/;
const pages = /^(~)?([1-9]\d{0,5})\s+pages?$/;

/** Parses `45m`, `3h` or `1h 45m`, with an optional leading `~`; undefined for anything else, including empty text. */
export function parseDuration(text: string): Duration | undefined {
  const match = duration.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return minutes > 0 ? { minutes, about: match[1] !== undefined } : undefined;
}

/** Parses a duration, or a number of pages such as `15 pages`; undefined for anything else. */
export function parseLength(text: string): Length | undefined {
  const match = pages.exec(text);
  if (match) return { pages: Number(match[2]), about: match[1] !== undefined };
  return parseDuration(text);
}

/** A duration or a number of pages in frontmatter format: `1h 45m`, `~4h`, `15 pages`. */
export function formatLength(length: Length): string {
  const about = length.about ? '~' : '';
  if ('pages' in length) return `${about}${length.pages} ${length.pages === 1 ? 'page' : 'pages'}`;
  const [hours, minutes] = [Math.floor(length.minutes / 60), length.minutes % 60];
  return `${about}${[hours > 0 && `${hours}h`, minutes > 0 && `${minutes}m`].filter(Boolean).join(' ')}`;
}

/** Parses a moment in a recording, `1:27:30`, `2:05` or `95` (W3C Media Fragments, normal play time), into seconds. */
export function parseMoment(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,6})$/.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds] = match;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
}

/** Formats seconds as `1:27:30` or `2:05`. */
export function formatMoment(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
