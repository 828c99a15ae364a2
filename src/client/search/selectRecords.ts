import type { ExportFormat } from '../../urls/urls.ts';

/** How each format is taken apart into records, and put together from some of them; `bibtex()` and its like write it so. */
const formats: Readonly<Record<ExportFormat, (text: string, indexes: readonly number[]) => string>> = {
  bibtex: (text, indexes) => `${pick(text.trim().split('\n\n'), indexes).join('\n\n')}\n`,
  csl: (text, indexes) => `${JSON.stringify(pick(JSON.parse(text) as unknown[], indexes), null, 1)}\n`,
  markdown: (text, indexes) => {
    const lines = text.split('\n').filter((line) => line.startsWith('- '));
    return `${pick(lines, indexes).join('\n')}\n`;
  },
};

/** Of a whole export, the records of the resources at some indexes, in their order. */
export function selectRecords(format: ExportFormat, text: string, indexes: readonly number[]): string {
  return formats[format](text, indexes);
}

function pick<Item>(records: readonly Item[], indexes: readonly number[]): Item[] {
  return indexes.flatMap((index) => records[index] ?? []);
}
