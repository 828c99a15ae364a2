import type { Root } from 'mdast';
import { VFile } from 'vfile';
import type { OwnWords } from '../i18n/ownWords.ts';
import { makeWording } from '../i18n/wording.ts';
import type { Entry, EntryKey } from '../log/entry.ts';
import { withPlainText } from '../log/inlineText.ts';
import type { EntrySummary } from '../log/log.ts';
import { startOfFile, type SourceRange, type Problem } from '../log/problem.ts';
import { rules, type RuleId } from '../log/rules.ts';
import { checkFormulas } from '../markdown/math.ts';
import { numberedBody, parseMarkdown } from '../markdown/parse.ts';
import { renderMarkdown } from '../markdown/render.ts';
import type { WrittenPlaces } from '../markdown/writtenPlaces.ts';
import { makeUrls } from '../urls/urls.ts';
import { failureOf } from './entryFailure.ts';
import { frontmatterOf, type SourceFile } from './files.ts';
import { readInlineTexts } from './inlineTexts.ts';
import { readLinkedFiles, servedFile, type LinkedFiles } from './linkedFiles.ts';
import { packHtml, type PackedHtml } from './packedHtml.ts';
import { readPictures, shownPicture, type Pictures } from './pictures.ts';

/** The entry of one file, and the problems found without the rest of the log. */
export interface EntryDiagnostics {
  /** Missing if the file could not be read as an entry. */
  readonly entry?: Entry;
  readonly problems: readonly Problem[];
}

/** The entry of one file, with its body as HTML. */
export interface RenderedEntry extends EntryDiagnostics {
  readonly html: PackedHtml;
  /** Missing if the body could not be parsed. */
  readonly places?: WrittenPlaces | undefined;
}

/** The parts of the rest of the log that rendering needs, as plain data for a worker. */
export interface RenderEnvironment {
  readonly folder: string;
  readonly site?: string;
  readonly language: string;
  /** The owner's words. */
  readonly words: OwnWords;
  /** TeX macros of the log. */
  readonly macros: Readonly<Record<string, string>>;
  readonly linkTargets: ReadonlyMap<EntryKey, EntrySummary>;
  /** The pictures read so far. */
  readonly pictures: Pictures;
  /** The linked files read so far. */
  readonly linkedFiles: LinkedFiles;
}

/**
 * Reads a file and runs every check that needs no other file. Checks formulas with the log's macros. `known` is the tree
 * of the file for `parseMarkdown()`.
 */
export async function diagnoseEntry(
  source: SourceFile,
  { macros }: Pick<RenderEnvironment, 'macros'>,
  known?: Root,
): Promise<EntryDiagnostics> {
  const check = async (tree: Root, vfile: VFile) => {
    if (vfile.data.hasMath) await checkFormulas(tree, vfile, macros);
  };
  const { entry, problems } = await readEntry(source, macros, check, known);
  return { entry, problems };
}

/** Reads a file, checks it as `diagnoseEntry()` does, and renders its body. */
export async function renderEntry(source: SourceFile, environment: RenderEnvironment): Promise<RenderedEntry> {
  const { folder, site, language, words, macros, linkTargets, pictures, linkedFiles } = environment;
  const urls = makeUrls(site);
  const { result = '', ...diagnostics } = await readEntry(source, macros, async (tree, vfile, entry) => {
    if (entry) {
      await readPictures(folder, entry, urls, pictures);
      await readLinkedFiles(folder, entry, urls, linkedFiles);
    }
    return renderMarkdown(tree, vfile, {
      urls,
      wording: makeWording(language, words),
      find: (key) => linkTargets.get(key),
      image: (path) => shownPicture(pictures, path),
      file: (path) => servedFile(linkedFiles, path)?.href,
      macros,
    });
  });
  return { ...diagnostics, html: packHtml(result) };
}

/**
 * Reads the frontmatter of a file, parses its body, and passes both to a function. Never throws for invalid content: an
 * exception becomes a problem, because a plugin that fails must never publish an empty page.
 */
export async function readEntry<Result>(
  source: SourceFile,
  macros: Readonly<Record<string, string>>,
  use: (tree: Root, vfile: VFile, entry: Entry | undefined) => Promise<Result>,
  known?: Root,
): Promise<EntryDiagnostics & { readonly result?: Result; readonly places?: WrittenPlaces | undefined }> {
  const { kind, key, file, text } = source;
  const { fields, written, title, ranges, keyRanges, problems } = frontmatterOf(source);
  const vfile = new VFile({ path: file, value: text, data: { title } });
  const failures: Problem[] = [];
  let entry: Entry | undefined;
  let result: Result | undefined;
  let places: WrittenPlaces | undefined;
  try {
    const parsed = parseMarkdown(vfile, known);
    const { tree, body } = parsed;
    ({ places } = parsed);
    const { inline, rejected } = await readInlineTexts(fields, macros);
    for (const [path, reason] of rejected) reportFormula(vfile, ranges, path, reason);
    const shown = fields && withPlainText(fields, inline);
    entry =
      shown &&
      ({ kind, key, file, fields: shown, ...(inline && { inline }), written, ranges, keyRanges, body } as Entry);
    result = await use(tree, vfile, entry);
    entry = entry && { ...entry, body: numberedBody(body, vfile.data) };
  } catch (error) {
    failures.push(failureOf(file, error));
  }
  const own = vfile.messages.map((message) => toProblem(message, vfile));
  return { entry, problems: [...problems, ...own, ...failures], result, places };
}

function reportFormula(vfile: VFile, ranges: Entry['ranges'], path: string, reason: string): void {
  const { line, column, endLine, endColumn } = ranges[path] ?? ranges[path.replace(/\.[^.]*$/, '')] ?? startOfFile;
  const start = { line, column };
  const place =
    endLine === undefined || endColumn === undefined ? start : { start, end: { line: endLine, column: endColumn } };
  vfile.message(reason, { place, ruleId: 'invalid-math', source: 'learnlog' });
}

function toProblem(message: VFile['messages'][number], { path: file, data }: VFile): Problem {
  const rule = message.ruleId && Object.hasOwn(rules, message.ruleId) ? (message.ruleId as RuleId) : 'render-failure';
  const fix = data.fixes?.get(message);
  return { rule, file, range: toRange(message.place), message: message.reason, ...(fix && { fix }) };
}

function toRange(range: VFile['messages'][number]['place']): SourceRange {
  if (!range) return startOfFile;
  if (!('start' in range)) return { line: range.line, column: range.column };
  const { start, end } = range;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
