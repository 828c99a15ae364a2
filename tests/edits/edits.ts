import { posix } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { schemas } from '../../src/log/schema.ts';
import {
  idOf,
  kindOf,
  linkTo,
  mapEntries,
  mapLinks,
  replaceName,
  withFile,
  type Entry,
  type Files,
  type Kind,
} from './files.ts';
import { values } from './values.ts';

/** A change of an author’s files. Undefined if it does not apply to them. */
export interface Edit {
  readonly name: string;
  readonly change: (files: Files) => Files | undefined;
}

function edit(name: string, change: Edit['change']): Edit {
  return { name, change };
}

/** An edit of an entry that exists. */
function entryEdit(path: string, what: string, change: (entry: Entry) => Entry | undefined): Edit {
  return edit(`${path}: ${what}`, (files) => {
    const entry = files.get(path);
    const changed = entry && 'body' in entry ? change(entry) : undefined;
    return changed && withFile(files, path, changed);
  });
}

/** The field that can also be called `date`. */
const dated: Partial<Record<Kind, string>> = { week: 'start', note: 'added', page: 'added' };

function setField(path: string, kind: Kind, name: string, value: unknown): Edit {
  const what = value === undefined ? `without ${name}` : `${name} is ${JSON.stringify(value)}`;
  return entryEdit(path, what, ({ fields, body }) => {
    const kept = Object.entries(fields).filter(
      ([other]) => other !== name && (other !== 'date' || dated[kind] !== name),
    );
    return { fields: Object.fromEntries(value === undefined ? kept : [...kept, [name, value]]), body };
  });
}

const paragraphs = /\n{2,}(?=\S)/;

function insertBlock(path: string, block: string, isFirst: boolean): Edit {
  const text = block.replace(/@(content\/[^)#]+)/g, (_, target: string) => linkTo(target, path));
  return entryEdit(path, `${isFirst ? 'starts' : 'ends'} with ${JSON.stringify(text)}`, ({ fields, body }) => ({
    fields,
    body: isFirst ? `${text}\n\n${body}` : `${body.trimEnd()}\n\n${text}\n`,
  }));
}

function cutBlock(path: string, position: number): Edit {
  return entryEdit(path, `without paragraph ${position + 1}`, ({ fields, body }) => {
    const blocks = body.split(paragraphs);
    return position < blocks.length ? { fields, body: blocks.toSpliced(position, 1).join('\n\n') } : undefined;
  });
}

/** Adds a word to the first heading, which changes its id. The links to it follow if the author thinks of them. */
function renameHeading(path: string, follows: boolean): Edit {
  return edit(`${path}: another first heading${follows ? '' : ', without its links'}`, (files) => {
    const entry = files.get(path);
    const [line, title = ''] = (entry && 'body' in entry && /^##+ (.*)$/m.exec(entry.body)) || [];
    if (!entry || !('body' in entry) || line === undefined) return undefined;
    const id = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-');
    const next = withFile(files, path, { ...entry, body: entry.body.replace(line, `${line} again`) });
    return !follows
      ? next
      : mapEntries(next, (other, from) =>
          mapLinks(
            other,
            from,
            (text, target, rest) =>
              `[${text}](${linkTo(target, from)}${target === path && rest === `#${id}` ? `${rest}-again` : rest})`,
          ),
        );
  });
}

/** Deletes an entry. A careful author also removes what refers to it. */
function remove(path: string, isCareful: boolean): Edit {
  return edit(`no ${path}${isCareful ? '' : ', without its links'}`, (files) => {
    if (!files.has(path)) return undefined;
    const next = withFile(files, path, undefined);
    return isCareful ? withoutLinks(next, [path]) : next;
  });
}

/** Turns the links to entries into text, and removes their ids from fields. */
function withoutLinks(files: Files, paths: readonly string[]): Files {
  return mapEntries(files, (entry, from) => {
    const { fields, body } = mapLinks(entry, from, (text, target, rest) =>
      paths.includes(target) ? text : `[${text}](${linkTo(target, from)}${rest})`,
    );
    const kept = paths
      .filter((path) => kindOf(path) === 'resource')
      .reduce((all, path) => replaceIn(all, references, idOf(path), undefined), fields);
    return { fields: kept, body };
  });
}

const references = ['series', 'prerequisites', 'find', 'deadEnd'];

function replaceIn(
  fields: Entry['fields'],
  names: readonly string[],
  from: string,
  to: string | undefined,
): Entry['fields'] {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const next = names.includes(name) ? replaceName(value, from, to) : value;
      return next === undefined ? [] : [[name, next] as const];
    }),
  );
}

interface Renaming {
  readonly hasAlias: boolean;
  readonly follows: boolean;
}

/** Renames or moves an entry. Its own links stay right, and those to it follow if the author thinks of them. */
function rename(path: string, to: string, { hasAlias, follows }: Renaming): Edit {
  const how = `${hasAlias ? ', with an alias' : ''}${follows ? '' : ', without its links'}`;
  return edit(`${path} becomes ${to}${how}`, (files) => {
    const entry = files.get(path);
    if (!entry || !('body' in entry) || files.has(to)) return undefined;
    const aliases = [entry.fields.aliases ?? []].flat();
    const fields = hasAlias ? { ...entry.fields, aliases: [...aliases, idOf(path)] } : entry.fields;
    return moved(withFile(files, path, { ...entry, fields }), new Map([[path, to]]), follows);
  });
}

function moved(files: Files, moves: ReadonlyMap<string, string>, follows: boolean): Files {
  return new Map(
    [...files].map(([path, content]): readonly [string, Entry | Uint8Array] => {
      const now = moves.get(path) ?? path;
      if (!('body' in content)) return [now, content];
      const linked = mapLinks(
        content,
        path,
        (text, target, rest) => `[${text}](${linkTo(follows ? (moves.get(target) ?? target) : target, now)}${rest})`,
      );
      if (!follows) return [now, linked];
      const fields = [...moves]
        .filter(([from]) => kindOf(from) === 'resource')
        .reduce((all, [from, to]) => replaceIn(all, references, idOf(from), idOf(to)), linked.fields);
      return [now, { ...linked, fields }];
    }),
  );
}

/** Moves all weeks into another folder, as in a log that is kept in something else. */
function moveWeeks(from: string, to: string): Edit {
  return edit(`content/${from}/ becomes content/${to}/`, (files) => {
    const paths = [...files.keys()].filter((path) => path.startsWith(`content/${from}/`));
    const moves = new Map(paths.map((path) => [path, path.replace(`/${from}/`, `/${to}/`)]));
    return moves.size === 0 ? undefined : moved(files, moves, true);
  });
}

function swap(path: string, other: string): Edit {
  return edit(`${path} and ${other} change places`, (files) => {
    const [one, two] = [files.get(path), files.get(other)];
    return !one || !two || path === other ? undefined : withFile(withFile(files, path, two), other, one);
  });
}

function renameTopic(from: string, to: string): Edit {
  return edit(`the topic ${from} becomes ${to}`, (files) =>
    mapEntries(files, ({ fields, body }) => ({
      fields: replaceIn(fields, ['topics', 'spent', 'best'], from, to),
      body,
    })),
  );
}

function removeKind(kind: Kind): Edit {
  return edit(`no ${kind}`, (files) => {
    const paths = [...files.keys()].filter((path) => kindOf(path) === kind);
    const kept = new Map([...files].filter(([path]) => !paths.includes(path)));
    return paths.length === 0 ? undefined : withoutLinks(kept, paths);
  });
}

function setFile(path: string, name: string, content: Entry | Uint8Array | undefined): Edit {
  return edit(content === undefined ? `no ${path}` : `${path} is ${name}`, (files) =>
    content === undefined && !files.has(path) ? undefined : withFile(files, path, content),
  );
}

const picture = (colour: string, width: number) =>
  sharp({ create: { width, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer();
const pictures = {
  'a red picture': await picture('red', 900),
  'a blue picture of the same size': await picture('blue', 900),
  'a wide picture': await picture('blue', 1500),
  damaged: (await picture('green', 500)).subarray(0, 300),
};
const drawing = (shape: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A shape</title>${shape}</svg>\n`;
const drawings = {
  'a line': drawing('<path d="M0 0 L9 9"/>'),
  'another line': drawing('<path d="M0 9 L9 0"/>'),
  'a script': drawing('<script>alert(1)</script>'),
};
const facts = (links: Readonly<Record<string, unknown>>) => JSON.stringify({ version: 1, links });

/** Files of a log that are not entries, with their contents. Each of them can also be missing. */
const others: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
  'content/theme.css': {
    'a red theme': ':root { --accent: #a63a16; }\n',
    'a green theme': ':root { --accent: #16a63a; --radius: 9px; }\n',
    'a blue dark theme': '@media (prefers-color-scheme: dark) { :root { --paper: #003; } }\n',
    invalid: 'body { color: red }\n',
  },
  'content/words.yaml': {
    'own words': 'frame:\n  timeline: Diary\ncallouts:\n  note: Remark\n',
    'other words': 'callouts:\n  note: Mark\n  tip: Trick\n',
    invalid: 'nothing: here\n',
  },
  'links.lock.json': {
    empty: facts({}),
    'dead links': facts({
      'https://example.org/course': {
        checked: '2026-03-01',
        status: 404,
        archived: 'https://web.archive.org/web/2025/https://example.org/course',
      },
      'https://example.org/a?b=1&c=2': { checked: '2026-03-01', status: 410 },
    }),
    'moved links': facts({
      'https://example.org/course': { checked: '2026-04-01', status: 200, moved: 'https://example.org/moved' },
      'https://arxiv.org/abs/1706.03762': { checked: '2026-04-01', status: 200 },
    }),
    invalid: '{}',
  },
  'content/images/notebook.png': pictures,
  'content/images/evening.png': pictures,
  'content/images/drawing.svg': drawings,
  'content/files/handout 1.txt': { 'a text': 'Another handout.\n', 'a longer text': 'Yet another handout.\n' },
  'public/robots.txt': { 'a text': 'User-agent: *\n', 'another text': 'User-agent: nobody\n' },
  'public/pages/about/index.html': {
    'a page': '<!doctype html><title>Mine</title>\n',
    'another page': '<!doctype html><title>Ours</title>\n',
  },
  'public/feed.xml': { 'a feed': '<feed/>\n' },
  'public/previews/resources/attention.json': { 'a preview': '{}\n' },
};
/** Code of the owner. It takes a bundler, so it is rare. */
const slots: typeof others = {
  'slots/Footer.astro': {
    'a footer': '---\nconst { site } = Astro.props;\n---\n<slot /><p class="own">{site.log.resources.length}</p>\n',
    'another footer': '<p>Nothing</p>\n',
  },
  'slots/ResourceFacts.astro': {
    'own facts': '---\nconst { resource } = Astro.props;\n---\n<slot /><p>{resource.title}</p>\n',
  },
};

const entry = (fields: Entry['fields'], body = ''): Entry => ({ fields, body });

/** Entries that an author may add. */
const additions: Readonly<Record<string, Entry>> = {
  'content/resources/new-lecture.md': entry(
    {
      title: 'Lecture 3: New',
      url: 'https://example.org/new-lecture',
      type: 'lecture',
      series: 'course',
      part: 3,
      prerequisites: 'lecture-2',
      topics: 'foundations',
      length: '1h',
    },
    'It continues [the second](lecture-2.md).\n',
  ),
  'content/resources/new-paper.md': entry({
    title: 'A new paper',
    type: 'paper',
    published: '2023',
    doi: '10.1000/new',
    topics: ['sequence-models'],
    status: 'queued',
  }),
  'content/resources/wrong.md': entry({ title: 'A resource without a type or a topic', topics: 'no-such-topic' }),
  'content/weeks/06-new.md': entry(
    { title: 'A new week', start: '2025-03-09', planned: '5h', spent: { foundations: '2h' } },
    'It begins with [a podcast](../resources/podcast.md).\n\n[Attention](../resources/attention.md)\n',
  ),
  'content/notes/git/new.md': entry(
    { title: 'A new note' },
    'See [the loose one](../loose.md).\n\n## A heading\n\nText.\n',
  ),
  'content/notes/algebra/groups/first.md': entry(
    { title: 'Groups', added: '2025-02-20' },
    'From [the book](../../../resources/book.md).\n',
  ),
  'content/pages/new.md': entry({ title: 'A new page', place: 'before' }, '[The course](../resources/course.md)\n'),
  'content/drafts/new.md': entry({ title: 'A new draft' }, 'It links to [a paper](../resources/attention.md).\n'),
};

/** Names that entries of a kind may get. */
const names: Readonly<Record<Exclude<Kind, 'log'>, readonly string[]>> = {
  week: ['content/weeks/00-renamed.md', 'content/drafts/weeks/later.md'],
  note: [
    'content/notes/vcs/renamed.md',
    'content/notes/renamed.md',
    'content/notes/git/renamed.md',
    'content/drafts/later.md',
  ],
  page: ['content/pages/renamed.md', 'content/drafts/pages/later.md'],
  resource: ['content/resources/renamed.md', 'content/resources/Zweites.md', 'content/drafts/resources/later.md'],
};

const blocks: readonly string[] = [
  'A sentence with the word marmalade.',
  '## A new heading\n\nWith a sentence.',
  '### A smaller heading with $x^2$',
  'A sentence with a note.[^new]\n\n[^new]: The note of [the tool](@content/resources/tool.md).',
  '$$\nE = mc^2 \\label{new}\n$$\n\nBy \\eqref{new}.',
  'A formula with a macro: $\\RR^n$.',
  '```python title="new.py" {1}\nprint(1)\n```',
  '> [!TIP] A tip\n> Of the author.',
  '| a | b |\n| - | - |\n| 1 | $2$ |',
  'A link outside: <https://example.com/new>.',
  '%% private %%',
  '![A picture](@content/images/notebook.png "Again")',
  '![A drawing](@content/images/drawing.svg)',
  'With [a handout](@content/files/handout%201.txt).',
  'In [the second half](@content/weeks/02-gap.md#the-second-half-c-und-überhaupt).',
  'On [what to watch for](@content/resources/lecture-1.md#what-to-watch-for), [then](@content/resources/lecture-1.md#t=95).',
  '- [The tool](@content/resources/tool.md)\n- [The book](@content/resources/book.md)',
  '<b>bold <i>and',
];

/** The edits of each field of the entries of a kind. */
function fieldEdits(kind: Kind, paths: readonly string[]): readonly (readonly Edit[])[] {
  return Object.entries<readonly unknown[]>(values[kind]).map(([name, some]) =>
    paths.flatMap((path) => [...some, undefined].map((value) => setField(path, kind, name, value))),
  );
}

function fileEdits(files: typeof others): readonly Edit[] {
  return Object.entries(files).flatMap(([path, contents]) => [
    ...Object.entries(contents).map(([name, content]) => setFile(path, name, Buffer.from(content))),
    setFile(path, '', undefined),
  ]);
}

/** The edits of a log, in groups of equal weight unless they are rare. */
export interface Edits {
  /** By field. */
  readonly fields: Readonly<Record<Kind, readonly (readonly Edit[])[]>>;
  readonly bodies: readonly Edit[];
  readonly mentions: readonly Edit[];
  readonly entries: readonly Edit[];
  readonly renamings: readonly Edit[];
  readonly others: readonly Edit[];
  readonly slots: readonly Edit[];
  readonly sweeping: readonly Edit[];
}

/** All edits of a log that starts with these files. */
export function editsOf(start: Files): Edits {
  // Of the many drafts, two will do: what happens to the others should not show.
  const own = [...start.keys()].filter(
    (path) => kindOf(path) !== undefined && !/\/drafts\/(?!idea\.md|resources\/)/.test(path),
  );
  const paths = [...own, ...Object.keys(additions), ...Object.values(names).flat()].sort();
  const ofKind = (kind: Kind) => paths.filter((path) => kindOf(path) === kind);
  const entries = paths.filter((path) => kindOf(path) !== 'log');
  const isBoth = [true, false];
  return {
    fields: Object.fromEntries(
      (Object.keys(schemas) as Kind[]).map((kind) => [kind, fieldEdits(kind, ofKind(kind))]),
    ) as Edits['fields'],
    bodies: paths.flatMap((path) => [
      ...blocks.flatMap((block) => isBoth.map((isFirst) => insertBlock(path, block, isFirst))),
      ...[0, 1, 2, 3, 4, 5].map((position) => cutBlock(path, position)),
      ...isBoth.map((follows) => renameHeading(path, follows)),
    ]),
    mentions: paths.flatMap((path) =>
      entries.flatMap((target) => {
        const title = posix.basename(target, '.md');
        return [`It leads to [${title}](@${target}) in a sentence.`, `[${title}](@${target})`].map((block) =>
          insertBlock(path, block, false),
        );
      }),
    ),
    entries: [
      ...Object.entries(additions).map(([path, content]) => setFile(path, 'a new entry', content)),
      ...entries.flatMap((path) => [remove(path, true), remove(path, true), remove(path, false)]),
    ],
    renamings: (Object.keys(names) as (keyof typeof names)[]).flatMap((kind) =>
      ofKind(kind).flatMap((path) => [
        ...names[kind].flatMap((to) => [
          rename(path, to, { hasAlias: kind !== 'week' && kind !== 'page', follows: true }),
          rename(path, to, { hasAlias: false, follows: true }),
          rename(path, to, { hasAlias: false, follows: false }),
        ]),
        ...ofKind(kind)
          .filter((other) => path < other)
          .map((other) => swap(path, other)),
      ]),
    ),
    others: fileEdits(others),
    slots: fileEdits(slots),
    sweeping: [
      ...(['week', 'note', 'page', 'resource'] as const).map(removeKind),
      ...['days', 'lectures', 'sprints'].flatMap((to) => [moveWeeks('weeks', to), moveWeeks(to, 'weeks')]),
      ...[
        ['foundations', 'basics'],
        ['c.tools_2', 'tools'],
        ['git', 'vcs'],
        ['basics', 'foundations'],
      ].map(([from = '', to = '']) => renameTopic(from, to)),
    ],
  };
}

/** Any edit, each kind and each field about as often as the others. */
export function anyEdit(start: Files): fc.Arbitrary<Edit> {
  const { fields, ...groups } = editsOf(start);
  const one = (edits: readonly Edit[]) => fc.constantFrom(...edits);
  return fc.oneof(
    ...Object.entries(fields).map(([kind, ofFields]) => ({
      weight: kind === 'resource' ? 80 : 40,
      arbitrary: fc.oneof(...ofFields.map(one)),
    })),
    ...Object.entries(groups).map(([name, edits]) => ({
      weight: weights[name as keyof typeof weights],
      arbitrary: one(edits),
    })),
  );
}

const weights = { bodies: 60, mentions: 60, entries: 50, renamings: 50, others: 60, slots: 3, sweeping: 15 };

/**
 * Adds so many small entries that every list and the timeline have several pages, and the timeline has headings. One
 * resource or note less, and its list has one page.
 */
export function withMany(files: Files): Files {
  const many = (count: number, make: (number: string, index: number) => readonly [path: string, entry: Entry]) =>
    Array.from({ length: count }, (_, index) => make(String(index).padStart(3, '0'), index));
  return new Map([
    ...files,
    ...many(91, (number) => {
      const url = `https://example.org/many/${number}`;
      const fields = { title: `Paper ${number}`, type: 'paper', url, topics: 'foundations' };
      return [`content/resources/many-${number}.md`, entry(fields)];
    }),
    ...many(98, (number) => [`content/notes/many/${number}.md`, entry({ title: `Note ${number}` }, 'Small.\n')]),
    ...many(30, (number, index) => {
      const start = new Date(Date.UTC(2023, 0, 2 + 7 * index)).toISOString().slice(0, 10);
      const body = [number, String(index + 30).padStart(3, '0')].map((id) => `[${id}](../resources/many-${id}.md)`);
      return [`content/weeks/many-${number}.md`, entry({ title: `Week ${number}`, start }, `${body.join(' and ')}.\n`)];
    }),
    ...many(6, (number) => [`content/pages/many-${number}.md`, entry({ title: `Page ${number}` }, 'Small.\n')]),
  ]);
}
