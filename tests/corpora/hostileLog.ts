import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { entryText } from '../../src/cli/entries/entryText.ts';
import { newEntry, type Draft } from '../../src/cli/entries/newEntry.ts';
import { dayAfter } from '../../src/log/date.ts';
import { hiddenCharacters } from '../../src/log/hiddenCharacters.ts';
import type { Case } from './cases.ts';
import { names } from './ownCases.ts';

/** A log with a case in every text field. */
export interface HostileLog {
  /** The title of each resource, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** The number of cases that no field accepts, even without invisible characters. */
  readonly refused: number;
}

/** The maximum length of a field, minus the text around a case. */
const longest = 990;
const none = { entries: [], broken: new Set<never>() };
const today = '2026-11-25';

/** A case as a field accepts it: shortened, and without invisible characters. */
function asField(text: string): string {
  const cut = [...text.toWellFormed()].slice(0, longest).join('').slice(0, longest).toWellFormed();
  const hidden = new Set(hiddenCharacters('', cut).map(({ message }) => message.slice(-5, -1)));
  if (hidden.size === 0) return cut.trim();
  const isHidden = (character: string) => hiddenCharacters('', character).length > 0;
  return [...cut]
    .filter((character) => !isHidden(character))
    .join('')
    .trim();
}

/** Writes the log into a folder: a resource for each case, and as many weeks, pages and topics as fit. */
export async function writeHostileLog(folder: string, cases: readonly Case[]): Promise<HostileLog> {
  const titles = new Map<string, string>();
  let refused = 0;
  const texts: string[] = [];
  for (const { text } of cases) {
    const field = asField(text);
    const id = `r${String(titles.size).padStart(5, '0')}`;
    const { file, text: written, problems } = await newEntry(none, resourceOf(field, id), today);
    if (problems.length > 0) refused += 1;
    else {
      await write(folder, file, written);
      titles.set(id, field);
      texts.push(field);
    }
  }
  await writeRest(folder, texts);
  return { titles, refused };
}

function resourceOf(text: string, id: string): Draft {
  const fields = {
    title: text,
    type: 'paper',
    url: `https://example.org/${id}`,
    authors: [text],
    published: '2017',
    topics: ['a'],
    status: 'abandoned',
    because: text,
    verdict: text,
    best: [text],
    // Frontmatter has a limit too.
    ...(text.length < 200 && { venue: text, publisher: text, editors: [text], summary: text, abstract: text }),
  };
  return { kind: 'resource', fields, id, body: 'Notes.' };
}

const weeks = 150;
const pages = 40;

async function writeRest(folder: string, texts: readonly string[]): Promise<void> {
  const short = texts.filter(({ length }) => length < 120);
  const step = Math.max(1, Math.floor(short.length / (weeks + pages)));
  const chosen = short.filter((_, index) => index % step === 0);
  let start = '2001-01-01';
  for (const [index, text] of chosen.entries()) {
    const common = { title: text, summary: text };
    const id = `e${String(index).padStart(4, '0')}`;
    if (index >= weeks + pages) break;
    if (index < weeks) {
      await write(
        folder,
        `content/weeks/${id}.md`,
        entryText(
          'week',
          { ...common, start },
          index === 0 ? clobbering : `[a](../resources/r00000.md) and\n\n${link(index)}`,
        ),
      );
      start = dayAfter(start, 7);
    } else await write(folder, `content/pages/${id}.md`, entryText('page', { ...common, place: 'before' }, 'Text.'));
  }
  const [first = 'A log', second = 'B', third = 'C', ...others] = chosen;
  const topics = Object.fromEntries(
    ['a', ...others.slice(0, 60).map((_, index) => `t${index}`)].map((id, index) => [
      id,
      { title: others[index], summary: others[index] },
    ]),
  );
  const fields = {
    title: first,
    tagline: second,
    author: { name: third, url: 'https://example.org/' },
    site: 'https://example.org/log/',
    repository: 'https://github.com/example/log',
    topics,
    credits: [{ text: third }],
    discussions: [{ title: second, url: 'https://example.org/discuss' }],
  };
  await write(folder, 'content/log.md', entryText('log', fields, clobbering.replaceAll('../', '')));
}

/** Headings that try to take the ids of everything else on their page, and the elements that have those ids. */
const clobbering = [
  'A mention of [a](../resources/r00000.md), and a note.[^1]',
  '[^1]: The note.',
  ...names.map((name) => `## ${name}\n\nWords about ${name.length} letters.`),
].join('\n\n');

/** A card, so that the text of an entry contains a title too. */
function link(index: number): string {
  return `[a card](../resources/r${String(index).padStart(5, '0')}.md)`;
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}
