import type { Entry } from '../log/entry.ts';
import type { LinkedEntry } from '../log/log.ts';
import type { EntryKey } from '../log/entry.ts';
import type { Problem } from '../log/problem.ts';
import { checkFormulas } from '../markdown/math.ts';
import { renderMarkdown } from '../markdown/render.ts';
import type { RenderContext } from '../markdown/renderContext.ts';
import { makeUrls } from '../urls/urls.ts';
import { makeWording } from '../i18n/wording.ts';
import type { SourceFile } from './files.ts';
import { packHtml, type PackedHtml } from './packedHtml.ts';
import { readPictures } from './pictures.ts';
import { guarded, problemsOf, readEntry } from './reading.ts';

/** What was found in one file by itself. */
export interface Finding {
  /** Missing where the file could not be read as an entry. */
  readonly entry?: Entry;
  readonly problems: readonly Problem[];
}

/** What was found in a file, and its body as HTML. */
export interface Rendering extends Finding {
  readonly html: PackedHtml;
}

/** What rendering needs to know of the log around an entry, as plain data that a worker can be given. */
export interface Surroundings {
  readonly folder: string;
  readonly site?: string;
  readonly language: string;
  /** TeX macros of the log. */
  readonly macros: Readonly<Record<string, string>>;
  /** The entries that may be linked to. */
  readonly linked: ReadonlyMap<EntryKey, LinkedEntry>;
}

/** Reads a file and judges everything that needs no other file; of formulas, with the log's macros. */
export async function findIn(source: SourceFile, { macros }: Pick<Surroundings, 'macros'>): Promise<Finding> {
  const reading = readEntry(source);
  const { tree, vfile, entry } = reading;
  if (tree && vfile.data.hasMath) await guarded(vfile, () => checkFormulas(tree, vfile, macros));
  return { entry, problems: problemsOf(reading) };
}

/** Reads a file, judges it as `findIn()` does, and renders its body. */
export async function renderEntry(source: SourceFile, around: Surroundings): Promise<Rendering> {
  const reading = readEntry(source);
  const { tree, vfile, entry } = reading;
  const urls = makeUrls(around.site);
  const { pictures } = await readPictures(around.folder, entry ? [entry] : [], urls);
  const context: RenderContext = {
    urls,
    wording: makeWording(around.language),
    find: (key) => around.linked.get(key),
    image: (path) => pictures.get(path),
    macros: around.macros,
  };
  const html = tree ? await guarded(vfile, () => renderMarkdown(tree, vfile, context)) : undefined;
  return { entry, problems: problemsOf(reading), html: packHtml(html ?? '') };
}
