import leven from 'leven';
import { parseDate } from './date.ts';
import { formatLength, parseDuration, parseLength } from './length.ts';
import { isSwapped } from './suggest.ts';

/**
 * The only name that a misspelled one can mean: the same except for case, otherwise the single nearest name, one edit
 * away (or one swap), or two edits if it has six letters or more. Undefined if two are equally near. In an open
 * vocabulary (`open`), names under five letters or with different digits never match: `gpt-3` is not `gpt-2`.
 */
export function unambiguousName(wrong: string, names: Iterable<string>, { open = false } = {}): string | undefined {
  const known = [...new Set(names)];
  if (known.includes(wrong)) return undefined;
  const same = known.filter((name) => name.toLowerCase() === wrong.toLowerCase());
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const distances = known.map((name) => distance(wrong, name));
  const least = Math.min(...distances);
  const [nearest, ...others] = known.filter((_, index) => distances[index] === least);
  if (nearest === undefined || others.length > 0 || least > (nearest.length >= 6 ? 2 : 1)) return undefined;
  const isDoubtful = open && (nearest.length < 5 || digitsOf(nearest) !== digitsOf(wrong));
  return isDoubtful ? undefined : nearest;
}

function distance(a: string, b: string): number {
  if (isSwapped(a, b)) return 1;
  return leven(a, b, { maxDistance: 3 });
}

function digitsOf(name: string): string {
  return name.replace(/\P{Nd}+/gu, ' ').trim();
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
/** Unambiguous date formats. `02/07/2025` is not one of them. */
const dateForms = [
  /^(?<y>\d{4})([-/.])(?<m>\d{1,2})\2(?<d>\d{1,2})$/,
  /^(?<y>\d{4})[-/](?<m>\d{1,2})$/,
  new RegExp(`^(?<d>\\d{1,2})(?:st|nd|rd|th)?[ -]${monthName.replace('(', '(?<m>')}[ ,-] ?(?<y>\\d{4})$`, 'i'),
  new RegExp(`^${monthName.replace('(', '(?<m>')} (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>\\d{4})$`, 'i'),
  new RegExp(`^${monthName.replace('(', '(?<m>')},? (?<y>\\d{4})$`, 'i'),
];

/** Rewrites a date in another unambiguous format as a field expects it; undefined for anything else. */
export function unambiguousDate(wrong: string): string | undefined {
  const [, tilde = '', text = ''] = /^(~?)\s*(.*?)$/s.exec(wrong.trim()) ?? [];
  const parts = dateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!parts) return undefined;
  const { y = '', m = '', d } = parts;
  const month = /^\d/.test(m) ? m : String(months.indexOf(m.slice(0, 3).toLowerCase()) + 1);
  const two = (number: string) => number.padStart(2, '0');
  const date = `${tilde}${y}-${two(month)}${d === undefined ? '' : `-${two(d)}`}`;
  return date !== wrong && parseDate(date) ? date : undefined;
}

const hourForm = /^(\d{1,3}(?:\.\d{1,2})?)\s*(?:h|hrs?|hours?)$/i;
const minuteForm = /^(\d{1,4})\s*(?:m|mins?|minutes?)$/i;
const bothForm = /^(\d{1,3})\s*(?:h|hrs?|hours?)(?:,|\s+and)?\s*([0-5]?\d)\s*(?:m|mins?|minutes?)?$/i;
const clockForm = /^(\d{1,2}):([0-5]\d)$/;
const pageForm = /^(\d{1,6})\s*pages?$/i;

/**
 * Rewrites a duration in another unambiguous format as a field expects it; undefined for anything else. A length
 * (`isLength`) can be in pages, and `1:45` is ambiguous there because players show minutes and seconds like that.
 */
export function unambiguousDuration(wrong: string, { isLength = false } = {}): string | undefined {
  const [, tilde = '', text = ''] = /^(~?)\s*(.*?)$/s.exec(wrong.trim()) ?? [];
  const pages = isLength ? pageForm.exec(text)?.[1] : undefined;
  const time = pages === undefined ? timeOf(text, isLength) : `${pages} ${Number(pages) === 1 ? 'page' : 'pages'}`;
  if (time === undefined) return undefined;
  const duration = `${tilde}${time}`;
  const isValid = isLength ? parseLength(duration) : parseDuration(duration);
  return duration !== wrong && isValid ? duration : undefined;
}

function timeOf(text: string, isLength: boolean): string | undefined {
  const minutes = minuteForm.exec(text)?.[1];
  if (minutes !== undefined) return `${Number(minutes)}m`;
  const hours = hourForm.exec(text)?.[1];
  if (hours !== undefined) return Number.isInteger(Number(hours) * 60) ? inHours(Number(hours) * 60) : undefined;
  const [, whole, rest] = bothForm.exec(text) ?? (isLength ? null : clockForm.exec(text)) ?? [];
  return whole === undefined ? undefined : inHours(Number(whole) * 60 + Number(rest));
}

function inHours(minutes: number): string {
  return formatLength({ minutes, about: false });
}
