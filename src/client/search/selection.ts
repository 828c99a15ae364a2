import type { ExportFormat } from '../../urls/urls.ts';

/** How each format is taken apart into records, and put together from some of them; `bibtex()` and its like write it so. */
const formats: Readonly<Record<ExportFormat, (text: string, places: readonly number[]) => string>> = {
  bibtex: (text, places) => `${pick(text.trim().split('\n\n'), places).join('\n\n')}\n`,
  csl: (text, places) => `${JSON.stringify(pick(JSON.parse(text) as unknown[], places), null, 1)}\n`,
  markdown: (text, places) => {
    const lines = text.split('\n').filter((line) => line.startsWith('- '));
    return `${pick(lines, places).join('\n')}\n`;
  },
};

/** Of a whole export, the records of the resources at some places, in their order. */
export function selectionOf(format: ExportFormat, text: string, places: readonly number[]): string {
  return formats[format](text, places);
}

function pick<Item>(records: readonly Item[], places: readonly number[]): Item[] {
  return places.flatMap((place) => records[place] ?? []);
}
