import { parseDate } from '../../../log/date.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date of a bibliography in the form of frontmatter: from `2003-02-04`, `2003/02/04`, `c. 2003`, `2003~` or a range,
 * whose first day counts. Undefined if it has no certain year.
 */
export function readDate(written: string): string | undefined {
  const text = written.trim();
  const isAbout = /^(?:c\.|ca\.|circa|~)|[~?%]$/i.test(text);
  const [, year, month, dayOfMonth] = /(?<!\d)([12]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return valid([year, month, dayOfMonth], isAbout) ?? valid([year], isAbout);
}

/** A date from its parts. The month can be a number or a name. */
export function dateOfParts(year: string, month = '', dayOfMonth = ''): string | undefined {
  const known = readDate(year);
  if (known === undefined || /^~?\d{4}-/.test(known) || month.trim() === '') return known;
  const [, daysInMonth] = /(\d{1,2})/.exec(month.replace(/\b[a-z]{3,}\b/gi, '')) ?? [];
  const name = months.findIndex((one) => new RegExp(`\\b${one}`, 'i').test(month));
  const number = name >= 0 ? name + 1 : Number(daysInMonth ?? 0);
  const [, given] = /^\s*(\d{1,2})\s*$/.exec(dayOfMonth) ?? [];
  const inMonth = given ?? (name >= 0 ? daysInMonth : undefined);
  const isAbout = known.startsWith('~');
  const parts = [known.replace('~', ''), String(number), inMonth];
  return valid(parts, isAbout) ?? valid(parts.slice(0, 2), isAbout) ?? known;
}

function valid(parts: readonly (string | undefined)[], isAbout: boolean): string | undefined {
  const known = parts.slice(0, parts.indexOf(undefined) < 0 ? parts.length : parts.indexOf(undefined));
  const text = `${isAbout ? '~' : ''}${known.map((part) => part?.padStart(2, '0')).join('-')}`;
  return parseDate(text) === undefined ? undefined : text;
}
