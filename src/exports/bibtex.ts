import { yearOf, type CalendarDate } from '../log/date.ts';
import type { Log, Resource } from '../log/log.ts';
import { authorName } from './authorName.ts';
import { plainText } from './plainText.ts';

/**
 * The resources of a log in BibTeX's format, as UTF-8, in the order met. A record is what stands between two blank lines
 * and has none in itself; its key, between the first brace and the first comma, is the id of the resource.
 */
export function bibtex(log: Log): string {
  return `${log.resources.map((resource) => bibtexRecord(log, resource)).join('\n\n')}\n`;
}

/** The BibTeX record of a resource, which BibLaTeX reads as well. */
export function bibtexRecord(log: Log, resource: Resource): string {
  const fields = Object.entries(fieldsOf(log, resource)).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`  ${name} = ${value},`],
  );
  return [`@${typeOf(resource)}{${resource.id},`, ...fields, '}'].join('\n');
}

/** The types of BibTeX ask for more than is known of most things: what has no better one is `@misc`, as preprints are. */
function typeOf({ type, arxiv, doi }: Resource): string {
  if (type === 'book') return 'book';
  return type === 'paper' && doi !== undefined && arxiv === undefined ? 'article' : 'misc';
}

function fieldsOf(log: Log, resource: Resource): Readonly<Record<string, string | undefined>> {
  const { title, published, arxiv, doi, isbn, url, checked, length, part } = resource;
  const series = resource.series && log.resource(resource.series);
  return {
    author: authorsOf(resource),
    // Twice in braces, so that no style takes its capitals away.
    title: `{{${texText(title)}}}`,
    ...(published && dateFields(published)),
    series: series && `{${texText(series.title)}}`,
    number: part === undefined ? undefined : `{${part}}`,
    pagetotal: length && 'pages' in length ? `{${length.pages}}` : undefined,
    eprint: arxiv && `{${arxiv}}`,
    archiveprefix: arxiv && '{arXiv}',
    doi: doi && `{${verbatim(doi)}}`,
    isbn: isbn && `{${isbn}}`,
    url: url && `{${verbatim(url)}}`,
    urldate: checked && `{${checked.iso}}`,
  };
}

function authorsOf({ authors, hasMoreAuthors }: Resource): string | undefined {
  const names = authors.map((name) => {
    const parts = authorName(name);
    if ('literal' in parts) return `{${texText(parts.literal)}}`;
    const family = [parts.particle, parts.family].filter((part) => part !== undefined).join(' ');
    return [family, parts.suffix, parts.given]
      .flatMap((part) => (part === undefined ? [] : [texText(part)]))
      .join(', ');
  });
  const all = hasMoreAuthors && names.length > 0 ? [...names, 'others'] : names;
  return all.length === 0 ? undefined : `{${all.join(' and ')}}`;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** The date for BibTeX; one that is reconstructed also in BibLaTeX's words for that (EDTF, ISO 8601-2). */
function dateFields(date: CalendarDate): Readonly<Record<string, string | undefined>> {
  const [, month, day] = date.iso.split('-').map(Number);
  return {
    year: `{${String(yearOf(date)).padStart(4, '0')}}`,
    month: month === undefined ? undefined : months[month - 1],
    day: day === undefined ? undefined : `{${day}}`,
    date: date.about ? `{${date.iso}~}` : undefined,
  };
}

/** BibTeX counts braces even behind a backslash, so that they may only stand there by name. */
const texNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function texText(text: string): string {
  return plainText(text).replace(/[\\{}~^%&#_$]/g, (sign) => texNames[sign] ?? `\\${sign}`);
}

/** Addresses are not TeX: only what would end the field is written as in an address. */
function verbatim(address: string): string {
  return plainText(address).replace(/[\s{}\\]/g, encodeURIComponent);
}
