import { fieldsOf, type Citation, type CitedName, type FieldTable } from './citation.ts';
import { plainText } from './plainText.ts';

/**
 * Records as BibTeX in UTF-8. Blank lines separate records and occur nowhere else;
 * the key of a record, between the first brace and the first comma, is the `key` of the resource, or else its id.
 */
export function bibtex(records: readonly Citation[]): string {
  return `${records.map(bibtexRecord).join('\n\n')}\n`;
}

/** The record of a resource for BibTeX and BibLaTeX. */
export function bibtexRecord(citation: Citation): string {
  const fields = fieldsOf(table, citation).map(([name, value]) => `  ${name} = ${value},`);
  return [`@${citation.kind}{${citation.key},`, ...fields, '}'].join('\n');
}

const table: FieldTable<string> = {
  author: ({ authors, hasMoreAuthors }) => namesOf(authors, hasMoreAuthors),
  editor: ({ editors, hasMoreEditors }) => namesOf(editors, hasMoreEditors),
  // Double braces keep styles from changing capitals.
  title: ({ title }) => `{{${texText(title)}}}`,
  shorttitle: ({ short }) => short && `{{${texText(short)}}}`,
  journal: ({ kind, venue }) => (kind === 'article' ? inBraces(venue, texText) : undefined),
  booktitle: ({ kind, venue, book }) => (kind.startsWith('in') ? inBraces(venue ?? book, texText) : undefined),
  howpublished: ({ kind, venue }) => (kind === 'misc' || kind === 'book' ? inBraces(venue, texText) : undefined),
  year: ({ published }) => published && `{${published.iso.slice(0, 4)}}`,
  month: ({ published }) => months[(published?.parts[1] ?? 0) - 1],
  day: ({ published }) => inBraces(published?.parts[2]),
  // BibLaTeX marks an estimated date with `~` (EDTF, ISO 8601-2).
  date: ({ published }) => (published?.about ? `{${published.iso}~}` : undefined),
  series: ({ series, venue, book }) => inBraces(series ?? (venue === undefined ? undefined : book), texText),
  volume: ({ volume }) => inBraces(volume, texText),
  number: ({ issue, part, book }) => inBraces(issue ?? (book === undefined ? part : undefined), texText),
  chapter: ({ part, book }) => (book === undefined ? undefined : inBraces(part)),
  pages: ({ pages }) => inBraces(pages?.replaceAll('–', '--'), texText),
  edition: ({ edition }) => inBraces(edition, texText),
  publisher: ({ publisher }) => inBraces(publisher, texText),
  pagetotal: ({ pageCount }) => inBraces(pageCount),
  eprint: ({ arxiv }) => inBraces(arxiv),
  archiveprefix: ({ arxiv }) => arxiv && '{arXiv}',
  doi: ({ doi }) => inBraces(doi, verbatim),
  isbn: ({ isbn }) => inBraces(isbn),
  url: ({ url }) => inBraces(url, verbatim),
  urldate: ({ checked }) => inBraces(checked?.iso),
  // Fields below are for programs that read BibTeX; styles leave them out.
  abstract: ({ abstract }) => inBraces(abstract, texText),
  note: ({ license }) => inBraces(license, texText),
  annote: ({ summary }) => inBraces(summary, texText),
  // Commas separate keywords.
  keywords: ({ topics }) =>
    inBraces(topics.map((title) => title.replace(/\s*,\s*/g, ' ')).join(', ') || undefined, texText),
  code: ({ code }) => inBraces(code, verbatim),
  slides: ({ slides }) => inBraces(slides, verbatim),
  video: ({ video }) => inBraces(video, verbatim),
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

function inBraces(value: string | number | undefined, escaped = (text: string): string => text): string | undefined {
  return value === undefined ? undefined : `{${escaped(String(value))}}`;
}

function namesOf(people: readonly CitedName[], hasMore: boolean): string | undefined {
  const names = people.map(({ parts }) => nameOf(parts));
  if (names.length === 0) return undefined;
  return `{${(hasMore ? [...names, 'others'] : names).join(' and ')}}`;
}

function nameOf(parts: CitedName['parts']): string {
  if ('literal' in parts) return `{${texText(parts.literal)}}`;
  const family = [parts.particle, parts.family].filter((part) => part !== undefined).join(' ');
  return [family, parts.suffix, parts.given].flatMap((part) => (part === undefined ? [] : [texText(part)])).join(', ');
}

/** BibTeX counts even escaped braces, so they need named commands. */
const texNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function texText(text: string): string {
  return text.replace(/[\\{}~^%&#_$]/g, (sign) => texNames[sign] ?? `\\${sign}`);
}

/** Addresses are not TeX: characters that would end the field are percent-encoded. */
function verbatim(address: string): string {
  return plainText(address).replace(/[\s{}\\]/g, encodeURIComponent);
}
