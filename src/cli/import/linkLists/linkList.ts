import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import { identityNames } from '../../../log/checks/duplicates.ts';
import { typeFromAddress } from '../../../log/typeFromAddress.ts';
import { parseSyntax } from '../../../markdown/parse.ts';
import { draftFields } from '../../sources/draftFields.ts';
import { readTarget, type Target } from '../../sources/target.ts';
import type { Found, Reader, Reading, Refused, Remark, Settings } from '../found.ts';
import { literalBody } from '../literalBody.ts';
import { readForeignText } from '../readText.ts';
import { notes } from '../notes/readNotes.ts';
import { readType } from '../tables/cells.ts';
import { linksIn, type LinkItem, type NamedLink } from './linksIn.ts';
import { sectionTopics } from './sectionTopics.ts';

/** Lists of links in Markdown, such as "awesome" lists. */
export const linkLists = {
  name: 'lists of links and notes (.md)',
  accepts: async (path) =>
    /\.(?:md|markdown)$/i.test(path) && (await stat(path).catch(() => undefined))?.isFile() === true,
  read: readLinkList,
} satisfies Reader;

const kind = 'a list of links';
/** The fewest links that make a list. */
const fewestLinks = 2;
const longestTitle = 500;
const longestSummary = 300;

/** A link, with the topics of every place where the list has it. */
interface Kept {
  readonly found: Found;
  readonly topics: Set<string>;
}

/** Reads a list of links; any other Markdown is a note. */
async function readLinkList(path: string, settings?: Settings): Promise<Reading> {
  const file = basename(path);
  const refusing = (reason: string): Reading => ({ kind, found: [], refused: [{ at: { file }, reason }], remarks: [] });
  const read = await readForeignText(path);
  if ('failure' in read) return refusing(read.failure);
  const tree = parseSyntax(read.text);
  if (!tree) return refusing('It has too much Markdown markup to be read.');
  const { items, remarks: dropped, others } = linksIn(tree);
  if (items.length < fewestLinks || items.length < others) return notes.read(path, settings);
  const topics = sectionTopics();
  const refused: Refused[] = [];
  const remarks: Remark[] = dropped.map(({ kind: what, line, message }) => ({
    kind: what,
    at: { file, line },
    message,
  }));
  const kept = new Map<string, Kept>();
  for (const item of items) {
    const at = { file, line: item.line };
    const target = readTarget(item.url);
    if ('failure' in target) {
      refused.push({ at, title: item.text, reason: target.failure });
      continue;
    }
    const topic = topics.add(item.headings);
    const identity = identityNames(target)[0] ?? item.url;
    const same = kept.get(identity);
    if (same) {
      const message = 'Its address is in the list more than once, so one entry gets the topics of all.';
      remarks.push({ kind: 'changed', at, message });
      if (topic !== undefined) same.topics.add(topic);
      continue;
    }
    kept.set(identity, { found: await foundOf(item, target, at), topics: new Set(topic === undefined ? [] : [topic]) });
  }
  const found = [...kept.values()].map(({ found: one, topics: ids }) => ({
    ...one,
    fields: { ...one.fields, ...(ids.size > 0 && { topics: [...ids] }) },
  }));
  return { kind, found, refused, remarks, topics: topics.titles, parents: topics.parents };
}

async function foundOf(item: LinkItem, target: Target, at: Found['at']): Promise<Found> {
  const remarks: Remark[] = [];
  const { url = '', doi } = target;
  const told = typeFromAddress({ url, doi }) ?? typeOfSection(item.headings);
  if (told === undefined)
    remarks.push({ kind: 'changed', at, message: 'Its address does not show its type, so it becomes an article.' });
  const isSummary = item.about.length <= longestSummary;
  const { links, others } = linksByField(item.more);
  const { fields } = await draftFields(
    {
      title: item.text.length > longestTitle ? `${item.text.slice(0, longestTitle).trimEnd()} …` : item.text,
      type: told ?? 'article',
      url,
      ...(isSummary && item.about !== '' && { summary: item.about }),
      ...(!url.startsWith('https://doi.org/') && doi !== undefined && { doi }),
    },
    { macros: {} },
  );
  const list = [
    ...item.notes.map((note) => `- ${literalBody(note)}`),
    ...others.map((link) => `- [${literalBody(link.text)}](<${link.url}>)`),
  ];
  const body = [isSummary ? '' : literalBody(item.about), list.join('\n')].filter((part) => part !== '').join('\n\n');
  return {
    ...{ at, kind: 'resource', fields: { ...fields, ...links }, remarks },
    ...(body !== '' && { body: () => body }),
  };
}

/** The type of the links in a section, such as “Books”. */
function typeOfSection(headings: readonly string[]) {
  return headings.map(readType).findLast((type) => type !== undefined);
}

const fieldNames = [
  ['code', /^(?:code|repo|repository|github|implementation)$/i],
  ['slides', /^slides?$/i],
  ['video', /^(?:video|videos|talk|recording|youtube)$/i],
] as const;

/** Further links as fields of a resource, if their names imply one. */
function linksByField(more: readonly NamedLink[]) {
  const links: Record<string, string> = {};
  const others: NamedLink[] = [];
  for (const { text, url } of more) {
    const target = readTarget(url);
    if ('failure' in target || target.url === undefined) continue;
    const field = fieldNames.find(([name, form]) => form.test(text) && !Object.hasOwn(links, name))?.[0];
    if (field !== undefined) links[field] = target.url;
    else others.push({ text, url: target.url });
  }
  return { links, others };
}
