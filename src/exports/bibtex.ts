import type { Log } from '../log/log.ts';
import { citations, fieldsOf, type Citation, type FieldTable } from './citation.ts';
import { plainText } from './plainText.ts';

/**
 * The resources of a log as BibTeX in UTF-8, in order of appearance. Blank lines separate records and occur nowhere else;
 * the key of a record, between the first brace and the first comma, is the id of the resource.
 */
export function bibtex(log: Log): string {
  return `${citations(log).map(bibtexRecord).join('\n\n')}\n`;
}

/** The record of a resource for BibTeX and BibLaTeX. */
export function bibtexRecord(citation: Citation): string {
  const fields = fieldsOf(table, citation).map(([name, value]) => `  ${name} = ${value},`);
  return [`@${typeOf(citation)}{${citation.id},`, ...fields, '}'].join('\n');
}

/** Most types of BibTeX require fields that a log lacks, so everything but books and journal articles is `@misc`. */
function typeOf({ type, isFromJournal }: Citation): string {
  if (type === 'book') return 'book';
  return isFromJournal ? 'article' : 'misc';
}

const table: FieldTable<string> = {
  author: ({ authors, hasMoreAuthors }) => {
    const names = authors.map(({ parts }) => nameOf(parts));
    if (names.length === 0) return undefined;
    return `{${(hasMoreAuthors ? [...names, 'others'] : names).join(' and ')}}`;
  },
  // Double braces keep styles from changing capitals.
  title: ({ title }) => `{{${texText(title)}}}`,
  year: ({ published }) => published && `{${published.iso.slice(0, 4)}}`,
  month: ({ published }) => months[(published?.parts[1] ?? 0) - 1],
  day: ({ published }) => inBraces(published?.parts[2]),
  // BibLaTeX marks an estimated date with `~` (EDTF, ISO 8601-2).
  date: ({ published }) => (published?.about ? `{${published.iso}~}` : undefined),
  series: ({ container }) => inBraces(container, texText),
  number: ({ part }) => inBraces(part),
  pagetotal: ({ pages }) => inBraces(pages),
  eprint: ({ arxiv }) => inBraces(arxiv),
  archiveprefix: ({ arxiv }) => arxiv && '{arXiv}',
  doi: ({ doi }) => inBraces(doi, verbatim),
  isbn: ({ isbn }) => inBraces(isbn),
  url: ({ url }) => inBraces(url, verbatim),
  urldate: ({ checked }) => inBraces(checked?.iso),
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

function inBraces(value: string | number | undefined, escaped = (text: string): string => text): string | undefined {
  return value === undefined ? undefined : `{${escaped(String(value))}}`;
}

function nameOf(parts: Citation['authors'][number]['parts']): string {
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
