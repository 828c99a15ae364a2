import { basename } from 'node:path';
import { z } from 'zod';
import { isObject, parseJson } from '../../../log/json.ts';
import { parseArxiv } from '../../../log/identifiers.ts';
import type { ResourceType } from '../../../log/schema.ts';
import type { Named } from '../../sources/source.ts';
import type { Found, Reader, Reading, Refused } from '../found.ts';
import { readForeignText, startOfText } from '../readText.ts';
import { topicsNamed } from '../topics.ts';
import { dateOfParts, readDate } from './dates.ts';
import { withParagraphs } from './markup.ts';
import { foundOf, type Reference } from './reference.ts';
import { literal, named } from './texNames.ts';

const types: Readonly<Record<string, ResourceType>> = {
  ...{ article: 'paper', 'article-journal': 'paper', 'paper-conference': 'paper', chapter: 'paper', report: 'paper' },
  ...{ thesis: 'paper', manuscript: 'paper', patent: 'paper', preprint: 'paper', review: 'paper', pamphlet: 'paper' },
  ...{ 'article-magazine': 'article', 'article-newspaper': 'article', 'post-weblog': 'article', post: 'thread' },
  ...{ book: 'book', collection: 'book', periodical: 'book', motion_picture: 'video', broadcast: 'podcast' },
  ...{ speech: 'lecture', software: 'code', standard: 'reference', 'entry-encyclopedia': 'reference' },
  ...{ 'entry-dictionary': 'reference', entry: 'reference', song: 'podcast' },
};

/** Types of CSL 1.0 that do not imply a type of resource. */
const otherTypes = [
  'webpage',
  'dataset',
  'document',
  'figure',
  'graphic',
  'map',
  'interview',
  'personal_communication',
];

/** CSL-JSON, as Zotero and Pandoc write it (citationstyles.org, schema csl-data.json 1.0). */
export const csl = {
  name: 'CSL-JSON (.json)',
  accepts: async (path) => {
    if (!/\.(?:json|csljson)$/i.test(path)) return false;
    const start = await startOfText(path, 65_536);
    const [, type = ''] =
      /^\uFEFF?\s*(?:\{\s*"(?:items|references)"\s*:\s*)?[[{][\s\S]*?"type"\s*:\s*"([\w-]{1,40})"/.exec(start) ?? [];
    return Object.hasOwn(types, type) || otherTypes.includes(type);
  },
  read: async (path) => {
    const read = await readForeignText(path);
    const file = basename(path);
    return 'text' in read ? readCsl(file, read.text) : refusing(file, read.failure);
  },
} satisfies Reader;

const kind = 'a CSL-JSON file';

function refusing(file: string, reason: string): Reading {
  return { kind, found: [], refused: [{ at: { file }, reason }], remarks: [] };
}

const someText = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const nameSchema = z.object({
  ...{ family: someText, given: someText, literal: someText, suffix: someText },
  ...{ 'non-dropping-particle': someText, 'dropping-particle': someText },
});
const namesSchema = z.array(nameSchema).catch([]).optional();
const dateSchema = z
  .object({
    'date-parts': z
      .array(z.array(z.union([z.string(), z.number()])))
      .optional()
      .catch(undefined),
    ...{ raw: someText, literal: someText, circa: z.unknown().optional() },
  })
  .optional()
  .catch(undefined);

const itemSchema = z.looseObject({
  ...{ id: someText, type: someText, title: someText, author: namesSchema, editor: namesSchema, issued: dateSchema },
  ...{ 'container-title': someText, volume: someText, issue: someText, page: someText, publisher: someText },
  ...{ edition: someText, 'number-of-pages': someText, number: someText, DOI: someText, ISBN: someText, URL: someText },
  ...{ abstract: someText, annote: someText, note: someText, keyword: someText, 'citation-key': someText },
  ...{ 'title-short': someText, archive: someText, custom: z.looseObject({}).optional().catch(undefined) },
});

const known = new Set([...Object.keys(itemSchema.shape), 'title-short', 'system_id', 'citation-label']);
const dropped = new Set(['archive']);

/** Reads the records of a CSL-JSON file with this name. */
export async function readCsl(file: string, text: string): Promise<Reading> {
  const content = parseJson(text.replace(/^\uFEFF/, ''));
  const items = isObject(content) ? (content.items ?? content.references ?? [content]) : content;
  if (!Array.isArray(items)) return refusing(file, 'It is not valid JSON, or not a list of records.');
  const lines = linesOfItems(text);
  const found: Found[] = [];
  const refused: Refused[] = [];
  const keywords: string[] = [];
  let objects = 0;
  for (const item of items as readonly unknown[]) {
    const at = { file, line: typeof item === 'object' && item !== null ? lines[objects] : undefined };
    objects += Number(typeof item === 'object' && item !== null);
    const { data } = itemSchema.safeParse(item);
    const title = data?.title?.trim() ?? '';
    if (!data || title === '') {
      refused.push({
        at,
        ...(data?.id !== undefined && { title: data.id }),
        reason: data ? 'It has no title.' : 'It is not a record.',
      });
      continue;
    }
    const reference = referenceOf(data, title, at);
    keywords.push(...reference.keywords);
    found.push(await foundOf(reference));
  }
  return { kind, found, refused, remarks: [], topics: topicsNamed(keywords) };
}

function referenceOf(item: z.output<typeof itemSchema>, title: string, at: Reference['at']): Reference {
  const { custom = {}, note = '', number = '' } = item;
  const type = types[item.type ?? ''];
  // Zotero writes facts for which CSL has no variable into the note.
  const lines = note.split('\n').map((line) => ({ line, said: saidIn(line) }));
  const extra = new Map(lines.flatMap(({ said }) => (said ? [said] : [])));
  const arxivs = [number, extra.get('arxiv'), item.archive === 'arXiv' ? item.archive_location : undefined];
  const arxiv = arxivs.find(
    (one): one is string => typeof one === 'string' && /\d{4}/.test(one) && parseArxiv(one) !== undefined,
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const key = item['citation-key'] ?? extra.get('citation key') ?? item.id;
  return {
    at,
    ...(key !== undefined && !/^(?:https?:|\d+$)/.test(key) && { key }),
    ...{ type: type ?? (arxiv === undefined ? undefined : 'paper'), title, arxiv },
    ...{ authors: namesOf(item.author ?? []), editors: namesOf(item.editor ?? []), published: dateOf(item.issued) },
    ...{ url: item.URL, doi: item.DOI ?? extra.get('doi'), isbn: item.ISBN ?? extra.get('isbn') },
    texts: {
      ...{ venue: item['container-title'], volume: item.volume, issue: item.issue, pages: item.page },
      publisher: arxiv !== undefined && item.publisher === 'arXiv' ? undefined : item.publisher,
      ...{ edition: item.edition, abstract: item.abstract },
      length: /^\d{1,5}$/.test(item['number-of-pages'] ?? '') ? `${item['number-of-pages']} pages` : undefined,
      summary: item.annote && withParagraphs(item.annote).trim(),
    },
    links: { code: text(custom.code), slides: text(custom.slides), video: text(custom.video) },
    keywords: (item.keyword ?? '')
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    notes: lines.flatMap(({ line, said }) => (said || line.trim() === '' ? [] : [withParagraphs(line).trim()])),
    dropped: [
      ...Object.keys(item).filter((name) => !known.has(name) || (dropped.has(name) && arxiv === undefined)),
      ...(number !== '' && arxiv !== number ? ['number'] : []),
    ],
  };
}

/** The field and value in a line of a note, if a resource has such a field: `arXiv: 1706.03762 [cs]`. */
function saidIn(line: string): readonly [name: string, value: string] | undefined {
  const [, name, value] = /^(arXiv|DOI|ISBN|Citation Key) ?: ?(\S+)/i.exec(line.trim()) ?? [];
  return name === undefined || value === undefined ? undefined : [name.toLowerCase(), value];
}

function namesOf(people: readonly z.output<typeof nameSchema>[]): readonly Named[] {
  return people.flatMap((person): Named[] => {
    if (person.literal !== undefined)
      return person.literal === 'others' ? [{ name: 'et al.' }] : literal(person.literal.trim());
    const { family = '', given = '', suffix = '' } = person;
    if (given === '') return literal(family.trim());
    const particle = [person['dropping-particle'], person['non-dropping-particle']]
      .filter((part) => part !== undefined)
      .join(' ');
    return named({ family, given, particle, suffix });
  });
}

function dateOf(date: z.output<typeof dateSchema>): string | undefined {
  const [year, month, day] = date?.['date-parts']?.[0] ?? [];
  const read =
    year === undefined
      ? readDate(date?.raw ?? date?.literal ?? '')
      : dateOfParts(String(year), month === undefined ? '' : String(month), day === undefined ? '' : String(day));
  return read !== undefined && date?.circa && !read.startsWith('~') ? `~${read}` : read;
}

/** The line of each object in the outermost list. */
function linesOfItems(text: string): readonly number[] {
  const lines: number[] = [];
  const list = text.indexOf('[');
  let [line, depth, isText] = [text.slice(0, Math.max(0, list)).split('\n').length, 0, false];
  for (let at = list + 1; at < text.length && depth >= 0; at += 1) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    else if (isText) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === '{' || sign === '[') {
      if (depth === 0) lines.push(line);
      depth += 1;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return lines;
}
