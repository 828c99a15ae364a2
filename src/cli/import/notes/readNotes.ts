import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { titleFromName } from '../../../log/folderTopics.ts';
import type { Heading } from '../../../log/entry.ts';
import { defaultNaming, usualSpan } from '../../../log/period.ts';
import { literalTextWithFormulas } from '../../../loader/inlineTexts.ts';
import { idFrom } from '../../entries/entryId.ts';
import type { Found, Reader, Reading, Refused, Remark, Settings } from '../found.ts';
import { readForeignText } from '../readText.ts';
import { topicIdFrom, topicsNamed } from '../topics.ts';
import { recognise, notionId, type Collection } from './collection.ts';
import { anchorsIn } from './anchors.ts';
import { convertBoxes } from './boxes.ts';
import { closeDisplays, convertFormulas } from './convertFormulas.ts';
import { headingEdits, titleHeading } from './convertHeadings.ts';
import { angleAddresses, linkEdits } from './convertLinks.ts';
import { convertMarkup } from './convertMarkup.ts';
import { blockEdits, takeTags } from './convertObsidian.ts';
import { Draft, escapedText } from './draft.ts';
import { readForeignFields } from './foreignFields.ts';
import { readHtmlPage } from './htmlToMarkdown.ts';
import { LinkIndex, type Target } from './linkIndex.ts';
import { listFiles } from './listFiles.ts';
import { blockTexts, convertOutline, pageProperties } from './logseq.ts';
import { macrosIn, readMacros, removeDefinitions, sharedMacros, type Macro } from './macros.ts';
import { dropImports } from './mdx.ts';
import { repairNote } from './repairNote.ts';
import { spanOfName, type Span } from './momentFormat.ts';
import { NoteNames } from './names.ts';
import { readFacts, type NoteFacts } from './noteFields.ts';
import { readNotePath, type NotePath } from './notePath.ts';
import { convertAsides, notionProperties } from './notion.ts';
import { fetchPictures, isOnWeb } from './pictures.ts';
import { References } from './references.ts';
import { isNote } from './sources.ts';
import { convertLiquid, convertShortcodes } from './templates.ts';
import { unzip } from './unzip.ts';

/** Folders of notes: vaults, graphs, the sources of blogs, Notion exports, and any other Markdown. */
export const notes = {
  name: 'folders of notes (Obsidian, Logseq, Notion, Jekyll, Hugo, Astro, Markdown)',
  accepts: async (path) => {
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile()) return /\.zip$/i.test(path);
    return stats?.isDirectory() === true && (await listFiles(path)).files.some(isNote);
  },
  read: readNotes,
} satisfies Reader;

/** The most bytes of an entry. */
const largestNote = 512 * 1024;
const longestTitle = 500;
/** The most files beside a single note that are looked through for its pictures. */
const mostBeside = 5_000;
const longestSummary = 900;

/** A note as it was read, before it is converted. */
interface Source {
  readonly file: string;
  readonly path: NotePath;
  readonly facts: NoteFacts;
  readonly span?: Span | undefined;
  readonly draft: Draft;
  readonly isMdx: boolean;
}

/** A note on its way into the log. */
interface Converted {
  readonly source: Source;
  readonly references: References;
  readonly found: Found;
  readonly headings: readonly Heading[];
  /** The headings with names of their own, by these. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly plainTitle: string;
  /** The names of its topics. */
  readonly tags: readonly string[];
  readonly isDraft: boolean;
  readonly text: string;
}

async function readNotes(path: string, settings: Settings = defaultNaming): Promise<Reading> {
  const isFile = (await stat(path)).isFile();
  if (isFile) return /\.zip$/i.test(path) ? readPacked(path, settings) : readOne(path, settings);
  return readFolder(path, settings);
}

/** Reads a folder, or only one note in it. */
async function readFolder(path: string, settings: Settings, only?: string): Promise<Reading> {
  const folder = await realpath(path);
  const { files, links, isCut } = await listFiles(folder, only === undefined ? undefined : mostBeside);
  const marks = new Set(await readdir(folder));
  const collection = await recognise(folder, files, marks);
  const refused: Refused[] = links
    .filter((file) => only === undefined && isNote(file))
    .map((file) => ({ at: { file }, reason: 'It is a symbolic link.' }));
  const remarks: Remark[] = [];
  if (isCut && only === undefined)
    remarks.push({ kind: 'dropped', at: { file: '' }, message: 'Only the first 100,000 files were read.' });

  const sources: Source[] = [];
  const own = only === undefined ? files.filter((one) => isInCollection(one, collection)) : [only];
  for (const file of own) {
    const read = await readSource(folder, file, collection);
    if ('reason' in read) refused.push(read);
    else sources.push(read);
  }
  const index = new LinkIndex(targetsOf(sources, files, collection), collection.publicRoots, collection.site);
  const macros = await macrosOf(folder, files, sources, settings.macros ?? {});
  const names = new NoteNames();
  const ids = new Map(sources.map((source) => [source.file, names.add(pathOf(source))]));
  const blocks =
    collection.flavour === 'logseq' ? blocksOf(sources) : new Map<string, { file: string; text: string }>();

  const parts = partsIn(sources);
  const converted: Converted[] = [];
  for (const source of sources) {
    const { id, isNumbered } = ids.get(source.file) ?? { id: 'untitled', isNumbered: false };
    if (isNumbered) source.draft.remark('changed', 'Two notes would have the same name, so this one gets a number.');
    const references = new References();
    const one = await convert(source, id, {
      ...{ collection, index, references, macros, settings, parts },
      blockOf: (block) => blocks.get(block),
      claim: (alias) => names.claim(alias),
    });
    if ('reason' in one) refused.push(one);
    else converted.push(one);
  }
  settle(converted);
  const wanted = converted.flatMap(({ references, text, source: { file } }) =>
    references
      .used(text)
      .flatMap((one) => (one.kind === 'picture' ? [{ file: one.file, at: { file, line: one.line } }] : [])),
  );
  const { isPictureWanted = () => true } = settings;
  const pictures = await fetchPictures(
    folder,
    wanted.filter(({ file, at }) => !isOnWeb(file) || isPictureWanted(file, at.file)),
    settings.web,
    settings.progress,
  );
  const all = converted.map((one) => finished(one, pictures.names));
  const tags = converted.flatMap((one) => one.tags);
  const daily = sources.find(({ span }) => span?.period === 'day');
  if (daily && usualSpan(settings.period) !== 'day') {
    const message =
      'Daily notes become notes with a date. To make them days instead, add "period: day" to content/log.md before the import.';
    remarks.push({ kind: 'needs-person', at: { file: daily.file }, message });
  }
  return {
    kind: collection.kind,
    found: all,
    refused,
    remarks: [...remarks, ...pictures.remarks],
    topics: topicsNamed(tags),
    ...(Object.keys(macros).length > 0 && { macros }),
    ...(pictures.files.size > 0 && { files: pictures.files }),
    downloaded: new Map([...pictures.names].filter(([file]) => isOnWeb(file))),
  };
}

/**
 * Reads the notes in a zip file. Keeps the files that they refer to in memory, because the unpacked files are deleted.
 */
async function readPacked(path: string, settings: Settings): Promise<Reading> {
  const trial = await mkdtemp(join(tmpdir(), 'learnlog-zip-'));
  try {
    const unpacked = await unzip(path, trial);
    if ('failure' in unpacked) {
      const refused = [{ at: { file: basename(path) }, reason: unpacked.failure }];
      return { kind: 'a zip file', found: [], refused, remarks: [] };
    }
    const [only, ...others] = await readdir(trial, { withFileTypes: true });
    const folder = only?.isDirectory() && others.length === 0 ? join(trial, only.name) : trial;
    const reading = await readFolder(folder, settings);
    return {
      ...reading,
      kind: `${reading.kind} in a zip file`,
      refused: [...unpacked.refused, ...reading.refused],
      files: await filesOf(reading, folder),
    };
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** Reads a single note, with the pictures and other files beside it that it refers to. */
async function readOne(path: string, settings: Settings): Promise<Reading> {
  const folder = dirname(await realpath(path));
  const reading = await readFolder(folder, settings, basename(path));
  return { ...reading, kind: 'a note', files: await filesOf(reading, folder) };
}

/** The bytes of all attachments of a reading, for an import whose files are not in the folder that is imported. */
async function filesOf({ files: read, found }: Reading, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map(read);
  for (const file of found.flatMap(({ attachments = [] }) => attachments)) {
    const bytes = files.has(file) ? undefined : await readFile(join(folder, file)).catch(() => undefined);
    if (bytes) files.set(file, bytes);
  }
  return files;
}

/** Files of a repository that are not notes. */
const aboutRepository =
  /^(?:license|licence|contributing|code_of_conduct|code-of-conduct|security|changelog|agents|claude|pull_request_template)$/i;

function isInCollection(file: string, { flavour, roots, templates }: Collection): boolean {
  if (!isNote(file)) return false;
  if (/\.html?$/i.test(file) && flavour !== 'notion' && flavour !== 'plain' && !/(?:^|\/)_posts\//.test(file))
    return false;
  if (roots.length > 0 && !roots.some((root) => root === '' || file.startsWith(`${root}/`))) return false;
  if (templates.some((folder) => file.startsWith(`${folder}/`)) || /(?:^|\/)_?templates?\//i.test(file)) return false;
  const root = roots.find((one) => one !== '' && file.startsWith(`${one}/`)) ?? '';
  const base = file.replace(/\.\w+$/, '').slice(root === '' ? 0 : root.length + 1);
  if (
    !base.includes('/') &&
    (aboutRepository.test(base) || (flavour === 'jekyll' && /^(?:readme|404|index)$/i.test(base)))
  )
    return false;
  // Hugo's top index page has the settings of the home page.
  return !(flavour === 'hugo' && file === `${roots[0]}/_index.md`) && !/\.excalidraw\.md$/i.test(file);
}

async function readSource(folder: string, file: string, collection: Collection): Promise<Source | Refused> {
  const at = { file };
  const { size } = await stat(join(folder, file)).catch(() => ({ size: 0 }));
  if (size > largestNote) return { at, reason: 'It is larger than 512 KiB, the limit for an entry.' };
  const read = await readForeignText(join(folder, file));
  if ('failure' in read) return { at, reason: read.failure };
  const isHtml = /\.html?$/i.test(file);
  let page: ReturnType<typeof readHtmlPage> | undefined;
  try {
    const isFragment = isHtml && /^(?:---|\+\+\+)\s/.test(read.text);
    page = isHtml && !isFragment ? readHtmlPage(read.text) : undefined;
  } catch {
    return { at, reason: 'Its HTML is nested too deeply.' };
  }
  const text = page?.markdown ?? read.text.replace(/^\uFEFF/, '');
  const foreign = readForeignFields(text);
  if ('reason' in foreign) return { at: { file, line: foreign.line }, reason: foreign.reason };
  const { body, line } = foreign;
  const own = collection.flavour === 'notion' ? notionProperties(body) : { fields: {}, body };
  const properties = collection.flavour === 'logseq' ? pageProperties(body) : { fields: {}, rows: 0 };
  const rest = properties.rows === 0 ? own.body : own.body.split('\n').slice(properties.rows).join('\n');
  const lowered = Object.fromEntries(
    Object.entries(page?.properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const all: Record<string, unknown> = { ...foreign.fields, ...lowered, ...own.fields, ...properties.fields };
  if (page?.title !== undefined && page.title !== '') all.title ??= page.title;
  if (Object.hasOwn(all, 'excalidraw-plugin')) return { at, reason: 'It is an Excalidraw drawing. Export it as SVG.' };
  const isRefreshed = /^\s*<meta\s[^<>]*http-equiv=["']?refresh\b[^<>]*>\s*$/i.test(rest);
  if (all.layout === 'redirect' || all.redirect_to !== undefined || isRefreshed)
    return { at, reason: 'It only redirects to another page.', isNothing: true };
  if (rest.trim() === '') return { at, title: basename(file), reason: 'It is empty.', isNothing: true };
  const draft = new Draft(file, rest, line + properties.rows);
  if (foreign.areQuotesAdded) draft.remark('changed', 'A value of the frontmatter gets the quotes that YAML requires.');
  const path = readNotePath(file, collection);
  const facts = readFacts(all);
  for (const name of facts.unmapped) draft.remark('dropped', `The field "${name.slice(0, 60)}" is left out.`);
  const base = basename(file).replace(/\.\w+$/, '');
  const span = spanOfName(collection.flavour === 'logseq' ? base.replaceAll('_', '-') : base, collection.daily);
  return {
    ...{ file, path, facts, draft, isMdx: /\.mdx$/i.test(file) || collection.flavour === 'astro' },
    ...(span && { span }),
  };
}

function targetsOf(sources: readonly Source[], files: readonly string[], { flavour }: Collection): readonly Target[] {
  const known = new Map(sources.map((source) => [source.file, source]));
  return files
    .filter((file) => known.has(file) || !isNote(file))
    .map((file) => {
      const source = known.get(file);
      const id = notionId.exec(basename(file))?.[1]?.toLowerCase();
      if (!source) return { file, names: [], addresses: [] };
      const { facts, path } = source;
      const logseq = flavour === 'logseq' ? [path.path] : [];
      const names = [
        ...(facts.title === undefined ? [] : [facts.title]),
        ...facts.aliases,
        ...logseq,
        ...(id === undefined ? [] : [id]),
      ];
      return { file, names, addresses: addressesOf(source) };
    });
}

/** Addresses that a note had on its old site. */
function addressesOf({ facts, path, file }: Source): readonly string[] {
  const old = facts.aliases.filter((alias) => alias.startsWith('/'));
  const date = path.date ?? facts.added;
  const slug = facts.slug ?? path.name;
  const dated = date !== undefined && date.length === 10 ? [`/${date.replaceAll('-', '/')}/${slug}`] : [];
  const folders = path.path.split('/').slice(0, -1);
  const raw = file
    .replace(/\.\w+$/, '')
    .replace(/^(?:content|src\/content|src\/pages)\//, '')
    .replace(/\/_?index$/, '');
  const inFolders = [...folders, slug].join('/');
  return [...(facts.permalink === undefined ? [] : [facts.permalink]), ...old, ...dated, inFolders, raw];
}

function pathOf({ path, facts, span, file }: Source): string {
  const slug = facts.slug === undefined || /[/\\]/.test(facts.slug) ? undefined : facts.slug;
  if (slug === undefined || span) return path.path === '' ? basename(file) : path.path;
  return [...path.path.split('/').slice(0, -1), slug].join('/');
}

function blocksOf(sources: readonly Source[]): ReadonlyMap<string, { file: string; text: string }> {
  const blocks = new Map<string, { file: string; text: string }>();
  for (const { file, draft } of sources) {
    for (const [id, text] of blockTexts(draft.text)) blocks.set(id, { file, text });
  }
  return blocks;
}

/** The first headings that many notes have, such as “Summary”. They name the first part of a note, not the note. */
function partsIn(sources: readonly Source[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { draft } of sources) {
    const heading = comparable(/^#[ \t]+(.+)$/m.exec(draft.text)?.[1] ?? '');
    counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([heading, count]) => (count >= 5 ? [heading] : [])));
}

/** The macros of a vault, and those that all its notes define in the same way. */
async function macrosOf(
  folder: string,
  files: readonly string[],
  sources: readonly Source[],
  known: Readonly<Record<string, string>>,
) {
  const all: Macro[] = sources.flatMap(({ draft }) => macrosIn(draft));
  for (const name of ['preamble.sty', 'preamble.tex']) {
    if (files.includes(name))
      all.push(...readMacros((await readFile(join(folder, name), 'utf8').catch(() => '')).slice(0, 100_000)).macros);
  }
  // A macro that the log already has keeps its meaning there.
  return Object.fromEntries(
    Object.entries(sharedMacros(all)).filter(([name, meaning]) => (known[name] ?? meaning) === meaning),
  );
}

interface Conversion {
  readonly collection: Collection;
  readonly index: LinkIndex;
  readonly references: References;
  readonly macros: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly blockOf: (id: string) => { readonly file: string; readonly text: string } | undefined;
  readonly claim: (alias: string) => boolean;
  /** First headings that are those of parts, not titles. */
  readonly parts: ReadonlySet<string>;
}

async function convert(source: Source, id: string, conversion: Conversion): Promise<Converted | Refused> {
  const { collection, index, references, settings, blockOf, claim } = conversion;
  const macros = { ...settings.macros, ...conversion.macros };
  const { draft, facts, path, file, span } = source;
  const { flavour } = collection;
  const isWiki = flavour === 'obsidian' || flavour === 'logseq';
  if (flavour === 'logseq') convertOutline(draft);
  if (flavour === 'notion') convertAsides(draft);
  if (flavour === 'jekyll') convertLiquid(draft, collection.variables ?? new Map());
  if (flavour === 'hugo') convertShortcodes(draft);
  if (!isWiki) convertBoxes(draft);
  if (source.isMdx) dropImports(draft);
  closeDisplays(draft);
  if (!isWiki) convertFormulas(draft);
  removeDefinitions(draft, conversion.macros);
  if (draft.text.trim() === '') return { at: { file }, title: path.name, reason: 'It is empty.', isNothing: true };
  const anchors = anchorsIn(draft.text);
  angleAddresses(draft);
  convertMarkup(draft, source.isMdx);

  const given = facts.title?.replace(/\s+/g, ' ').slice(0, longestTitle);
  // A Logseq page is called by its name, and its headings are parts of it.
  const first = flavour === 'logseq' ? undefined : titleHeading(draft, isWiki && given === undefined);
  const heading = first && given === undefined && conversion.parts.has(comparable(first.plain)) ? undefined : first;
  const isRepeated = given === undefined || (heading !== undefined && comparable(heading.plain) === comparable(given));
  const removed = heading && (isRepeated || flavour === 'notion') ? heading.node : undefined;
  const fromName = isWiki || flavour === 'notion' ? path.name : titleFromName(path.name);
  const plainTitle = given ?? heading?.plain ?? (fromName.trim() === '' ? 'Untitled' : fromName);
  const written = given === undefined && heading ? heading.title : await literal(plainTitle, macros);
  const { tags: inText, edits } = takeTags(draft, !isWiki);
  // All at once, because the text is parsed again after each change.
  draft.edit([
    ...headingEdits(draft, removed),
    ...edits,
    ...blockEdits(draft),
    ...linkEdits(draft, { flavour, index, references, blockOf }),
  ]);
  addSource(draft, facts, removed ? (heading?.addresses ?? []) : []);

  let repaired = await repairNote(draft, written.slice(0, 1_000), macros);
  if (!('reason' in repaired) && repaired.isChanged) {
    // Something that was not a link before can be one now.
    const more = linkEdits(draft, { flavour, index, references, blockOf });
    draft.edit(more);
    if (more.length > 0) repaired = await repairNote(draft, repaired.title, macros);
  }
  if ('reason' in repaired) return { at: { file }, title: plainTitle, reason: repaired.reason };
  if (draft.text.trim() === '' && draft.remarks.length > 0)
    return { at: { file }, title: plainTitle, reason: 'It has no content that a page can show.' };
  const isPeriod =
    span !== undefined && typeof settings.period === 'string' && usualSpan(settings.period) === span.period;
  const kind = isPeriod ? 'week' : path.isPage ? 'page' : 'note';
  const isDraft = facts.isDraft || path.isDraft;
  const summary = facts.summary?.replace(/\s+/g, ' ');
  const short =
    summary !== undefined && summary.length > longestSummary ? `${summary.slice(0, longestSummary)} …` : summary;
  const added = facts.added ?? path.date ?? span?.start;
  const tags = [...facts.tags, ...inText].map((tag) => tag.replaceAll('/', ' '));
  const topics = [...new Set(tags.flatMap((tag) => topicIdFrom(tag) ?? []))];
  const folder = id.includes('/') ? id.split('/').at(-2) : undefined;
  const aliases = kind === 'note' ? aliasesOf(facts, draft, claim) : [];
  const fields = {
    title: repaired.title,
    ...(short !== undefined && short !== '' && { summary: await literal(short, macros) }),
    ...(topics.length > 0 && {
      topics: kind === 'note' && folder !== undefined && !topics.includes(folder) ? [folder, ...topics] : topics,
    }),
    ...(aliases.length > 0 && { aliases }),
    ...(isPeriod && span
      ? { start: span.start, ...(span.end !== undefined && { end: span.end }) }
      : added !== undefined && { added }),
    ...(facts.updated !== undefined && !isPeriod && { updated: facts.updated }),
    ...(isDraft && { draft: true }),
  };
  const name =
    kind === 'note'
      ? id
      : kind === 'page'
        ? id.replaceAll('/', '-')
        : basename(file)
            .replace(/\.\w+$/, '')
            .toLowerCase()
            .replace(/[^\p{L}\p{N}]+/gu, '-');
  const found: Found = { at: { file }, kind, name, fields, remarks: draft.remarks };
  return {
    source,
    references,
    found,
    anchors,
    headings: repaired.headings,
    plainTitle,
    tags,
    isDraft,
    text: draft.text,
  };
}

/** Another program's text as the value of a field. */
function literal(text: string, macros: Readonly<Record<string, string>>): Promise<string> {
  return literalTextWithFormulas(text.replace(/[\p{Cc}\u2028-\u202e\u2060-\u206f\ufeff]/gu, ''), {
    hasTex: false,
    macros,
  });
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Old names of a note that redirect to it. */
function aliasesOf(facts: NoteFacts, draft: Draft, claim: (alias: string) => boolean): readonly string[] {
  const aliases: string[] = [];
  for (const alias of facts.aliases.slice(0, 50)) {
    const parts = alias
      .replace(/^https?:\/\/[^/]+/, '')
      .replace(/(?:\/index)?\.html?$/, '')
      .split('/');
    const id = parts
      .map(idFrom)
      .filter((part) => part !== '')
      .join('/');
    if (id === '' || /^page\/\d+$/.test(id) || id.split('/').length > 8) continue;
    if (claim(id)) aliases.push(id);
    else draft.remark('dropped', 'An alias is left out, because another note has it.');
  }
  return aliases;
}

/** Adds the addresses that the note is about at its end, and others to which its title linked. */
function addSource(draft: Draft, { sources, authors }: NoteFacts, others: readonly string[]): void {
  const all = new Set([...sources, ...others].map((url) => new URL(url).href));
  const links = [...all].slice(0, 5).map((url) => `<${url}>`);
  if (links.length === 0) return;
  const by = authors.length > 0 ? `, by ${authors.slice(0, 10).map(escapedText).join(', ')}` : '';
  const [from, to] = [draft.text.trimEnd().length, draft.text.length];
  draft.edit([{ from, to, text: `\n\nSource: ${links.join(', ')}${by}\n` }]);
}

/** Decides about links between notes once all notes are known: links to headings, and links to notes without a page. */
function settle(converted: readonly Converted[]): void {
  const byFile = new Map(converted.map((one) => [one.source.file, one]));
  for (const { source, references, text, isDraft } of converted) {
    const remark = (kind: Remark['kind'], message: string, line: number) =>
      source.draft.remarks.push({ kind, at: { file: source.file, line }, message });
    for (const reference of references.used(text)) {
      if (reference.kind !== 'note') continue;
      const target = byFile.get(reference.file);
      if (!target) {
        reference.isCut = true;
        remark('dropped', 'A link to a note that is not imported is now plain text.', reference.line);
        continue;
      }
      if (target.isDraft && !isDraft) {
        reference.isCut = true;
        remark(
          'changed',
          'A link to a draft is now plain text, because published entries cannot link to drafts.',
          reference.line,
        );
        continue;
      }
      if (reference.heading === undefined) continue;
      const wanted = comparable(target.anchors.get(reference.heading) ?? reference.heading);
      const heading =
        target.headings.find(({ id }) => id === reference.heading) ??
        target.headings.find(({ id, text: shown }) => comparable(shown) === wanted || comparable(id) === wanted);
      if (!heading && wanted !== comparable(target.plainTitle))
        remark('changed', 'A link to a heading that does not exist now leads to the note.', reference.line);
      reference.heading = heading?.id;
    }
  }
}

/** The record with its text. `names` are the attachments for pictures that differ from the import. */
function finished({ source, references, found, text }: Converted, names: ReadonlyMap<string, string>): Found {
  const attachments = references
    .used(text)
    .flatMap(({ kind, file }) => (kind === 'note' ? [] : [names.get(file) ?? file]));
  const local = [...new Set(attachments)].filter((file) => !/^https?:/i.test(file));
  return {
    ...found,
    body: (linkTo) =>
      references.fill(
        text,
        source.file,
        (file) => (/^https?:/i.test(file) && !names.has(file) ? undefined : linkTo(names.get(file) ?? file)),
        (file) => (/^https?:/i.test(file) ? file : undefined),
      ),
    ...(local.length > 0 && { attachments: local }),
  };
}
