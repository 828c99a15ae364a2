import { hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CorpusEntry } from './corpus.ts';
import { spreadOf, type Spread } from './spread.ts';
import { tools, type ToolName } from './tools.ts';

/** The output of a build, in files and bytes. */
export interface Output {
  readonly files: number;
  readonly bytes: number;
  readonly search: number;
  /** Compressed HTML of a resource, in bytes. */
  readonly page: Spread;
  /** How much larger that is than its compressed text, in bytes. */
  readonly overText: Spread;
}

/** Measures the output folder of a tool. */
export async function countOutput(name: ToolName, project: string, entries: readonly CorpusEntry[]): Promise<Output> {
  const { output, search, page: fileOf } = tools[name];
  const site = join(project, output);
  const found = await readdir(site, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  let [bytes, searched] = [0, 0];
  for (const file of files) {
    const { size } = await stat(file);
    bytes += size;
    if (search.test(relative(site, file).split(sep).join('/'))) searched += size;
  }
  const pages: { readonly size: number; readonly over: number }[] = [];
  for (const entry of entries.filter(({ kind }) => kind === 'resources')) {
    const size = gzipSync(await readFile(join(site, fileOf(entry)))).length;
    pages.push({ size, over: size - gzipSync([entry.title, entry.description, entry.body].join('\n')).length });
  }
  if (searched < 100 * entries.length) {
    throw new Error(
      `${tools[name].title} built a search index of only ${searched} bytes for ${entries.length} entries.`,
    );
  }
  const page = spreadOf(pages.map(({ size }) => size));
  const overText = spreadOf(pages.map(({ over }) => over));
  if (!page || !overText) throw new Error('The log has no resources.');
  return { files: files.length, bytes, search: searched, page, overText };
}

/** The files of Learnlog’s search index, each with a hash of its bytes. */
export async function searchFiles(project: string): Promise<Set<string>> {
  const folder = join(project, tools.learnlog.output, 'pagefind');
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const named = files.map(async (file) => `${relative(folder, file)} ${hash('sha256', await readFile(file))}`);
  return new Set(await Promise.all(named));
}

/** Throws if a page is missing, or lacks a formula, highlighted code or a footnote of its entry. */
export async function expectWhole(name: ToolName, project: string, entries: readonly CorpusEntry[]): Promise<void> {
  const { output, page, marks, title } = tools[name];
  const wanted = [
    { what: 'a formula', mark: marks.formula, pattern: /\$/ },
    { what: 'coloured code', mark: marks.code, pattern: /^```/m },
    { what: 'a note', mark: marks.note, pattern: /\[\^/ },
  ];
  const seen = new Set<string>();
  for (const entry of entries) {
    const file = join(project, output, page(entry));
    const html = await readFile(file, 'utf8').catch(() => {
      throw new Error(`${title} built no page for ${entry.kind}/${entry.id}: ${file} is missing.`);
    });
    for (const { what, mark, pattern } of wanted) {
      if (mark === undefined || !pattern.test(entry.body)) continue;
      seen.add(what);
      if (!html.includes(mark)) throw new Error(`${title} shows no ${what.replace(/^a /, '')} in ${file}: no ${mark}.`);
    }
  }
  const missing = wanted.filter(({ what, mark }) => mark !== undefined && !seen.has(what));
  if (missing.length > 0) throw new Error(`No entry has ${missing.map(({ what }) => what).join(' or ')}.`);
}

/** Throws if the page of an entry lacks a sentence. */
export async function expectSentence(
  name: ToolName,
  project: string,
  entry: CorpusEntry,
  sentence: string,
): Promise<void> {
  const file = join(project, tools[name].output, tools[name].page(entry));
  if ((await readFile(file, 'utf8')).includes(sentence)) return;
  throw new Error(`${tools[name].title} did not show a change: ${file} lacks "${sentence}".`);
}
