import { parseDate } from '../../log/date.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date of a source as `2017-06-12`, `2017-06` or `2017`, as precise as is certain: `06/12/2017` is only a year.
 * Undefined if there is none.
 */
export function dateOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])/.exec(text) ?? inWords(text);
  if (year !== '') return firstDate([[year, month, day], [year, month], [year]]);
  const years = text.match(/\b\d{4}\b/g) ?? [];
  return years.length === 1 ? firstDate([years]) : undefined;
}

/** A date given as numbers, such as `[2017, 6]`. */
export function dateOfParts(parts: readonly (number | string | null)[]): string | undefined {
  return dateOf(parts.filter((part) => part !== null).join('-'));
}

/** `June 12, 2017`, `12 June 2017`, `Jun 2017`. */
function inWords(text: string): readonly string[] {
  const words =
    text
      .slice(0, 60)
      .toLowerCase()
      .match(/\p{L}+|\d+/gu) ?? [];
  const names = words.flatMap((word) => {
    const month = months.indexOf(word.slice(0, 3)) + 1;
    return month > 0 && /^\p{L}/u.test(word) ? [String(month)] : [];
  });
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const days = words.filter((word) => /^\d{1,2}$/.test(word));
  if (names.length !== 1 || years.length !== 1 || days.length > 1) return [];
  return ['', years[0] ?? '', names[0] ?? '', days[0] ?? ''];
}

function firstDate(candidates: readonly (readonly string[])[]): string | undefined {
  const dates = candidates.map((parts) => parts.map((part) => part.padStart(2, '0')).join('-'));
  return dates.find((date) => parseDate(date) !== undefined && date >= '1000');
}
