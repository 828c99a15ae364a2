/**
 * Formats two days as a range: `7–16 February 2025`. Corrects two habits of ECMA-402: zeros before Italian days, and
 * figures between slashes in Chinese and Japanese, which write `2025年2月7日～16日` in full.
 */
export function formatRange(format: Intl.DateTimeFormat, first: Date, last: Date): string {
  const parts = format.formatRangeToParts(first, last);
  if (parts.some(({ type, value }) => type === 'literal' && value.includes('/'))) {
    const between = parts.find(({ type, source }) => type === 'literal' && source === 'shared')?.value ?? '–';
    return `${format.format(first)}${between}${withoutStart(format, first, last)}`;
  }
  return parts.map(({ type, value }) => (type === 'day' ? value.replace(/^0/, '') : value)).join('');
}

/**
 * The last day without the year and month that it shares with the first, in languages whose dates begin with the year.
 */
function withoutStart(format: Intl.DateTimeFormat, first: Date, last: Date): string {
  const [from, to] = [format.formatToParts(first), format.formatToParts(last)];
  const differs = to.findIndex(({ type, value }, index) => type !== 'literal' && from[index]?.value !== value);
  return to
    .slice(Math.max(0, differs))
    .map(({ value }) => value)
    .join('');
}
