import type { ExportFormat } from '../../urls/urls.ts';

/** Picks the records at some indexes out of a whole export, in that order. Splits each format as its writer joins it. */
export function selectRecords(format: ExportFormat, text: string, indexes: readonly number[]): string {
  if (format === 'csl') return `${JSON.stringify(pick(JSON.parse(text) as unknown[], indexes), null, 1)}\n`;
  if (format === 'ris') return pick(text.split(/(?<=\r\n)\r\n/), indexes).join('\r\n');
  if (format === 'bibtex') return `${pick(text.trim().split('\n\n'), indexes).join('\n\n')}\n`;
  const lines = text.split('\n').filter((line) => line.startsWith('- '));
  return `${pick(lines, indexes).join('\n')}\n`;
}

function pick<Item>(records: readonly Item[], indexes: readonly number[]): Item[] {
  return indexes.flatMap((index) => records[index] ?? []);
}
