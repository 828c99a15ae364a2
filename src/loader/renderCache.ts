import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, EntryKey } from '../log/entry.ts';
import type { LinkedEntry } from '../log/log.ts';
import type { Drawing } from '../markdown/drawing.ts';
import type { SourceFile } from './files.ts';
import type { Surroundings } from './finding.ts';
import type { PackedHtml } from './packedHtml.ts';
import type { Picture } from './pictures.ts';
import { programHash } from './programHash.ts';
import { makeUnsealer, writeSealed } from './seal.ts';

/** What the HTML of an entry is made of. */
export interface RenderInput {
  readonly source: SourceFile;
  /** Missing where the frontmatter is not valid; its links are not known then, and the HTML is not kept. */
  readonly entry?: Entry;
}

const ending = '.html.deflate';

/** The HTML of entries from earlier, by all that it is made of. */
export interface RenderCache {
  get(input: RenderInput): PackedHtml | undefined;
  put(input: RenderInput, html: PackedHtml): Promise<void>;
  /** Removes what was neither asked for nor put since. */
  prune(): Promise<void>;
}

/**
 * Opens the cache of rendered entries of the log in a folder: a file for each, named by a hash of the entry's text, what
 * is told of the entries and pictures it shows, the log's macros, language and address, and the program itself. A cache
 * that cannot be written is done without. What is in `remembered`, by its path, is not read again.
 */
export async function openRenderCache(
  around: Surroundings,
  pictures: ReadonlyMap<string, Picture | Drawing>,
  remembered: Map<string, PackedHtml>,
): Promise<RenderCache> {
  const folder = join(around.folder, '.astro', 'html');
  const { site, language, macros } = around;
  const base = hashOf(await programHash(), JSON.stringify({ site, language, macros }));
  const used = new Set<string>();
  const unsealed = makeUnsealer();
  const nameOf = ({ source, entry }: RenderInput) => {
    if (!entry) return undefined;
    const linked = new Set(entry.body.links.map(({ target }) => target));
    const shown = new Set(entry.body.images.map(({ path }) => path));
    const told = [toldOf(linked, around.linked), [...shown].map((path) => pictures.get(path))];
    const name = hashOf(base, source.file, source.text, JSON.stringify(told));
    used.add(name);
    return name;
  };
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name.slice(2) + ending);
  const readHtml = (path: string) => {
    try {
      return unsealed(readFileSync(path));
    } catch {
      return undefined;
    }
  };
  return {
    get: (input) => {
      const name = nameOf(input);
      if (name === undefined) return undefined;
      const path = pathOf(name);
      const html = remembered.get(path) ?? readHtml(path);
      if (html !== undefined) remembered.set(path, html);
      return html;
    },
    put: async (input, html) => {
      const name = nameOf(input);
      if (name === undefined) return;
      remembered.set(pathOf(name), html);
      await writeSealed(pathOf(name), html);
    },
    prune: async () => {
      if (!existsSync(folder)) return;
      for (const part of await readdir(folder)) {
        for (const name of await readdir(join(folder, part))) {
          if (used.has(part + name.slice(0, -ending.length))) continue;
          remembered.delete(join(folder, part, name));
          await rm(join(folder, part, name), { force: true });
        }
      }
    },
  };
}

function toldOf(keys: ReadonlySet<EntryKey>, linked: ReadonlyMap<EntryKey, LinkedEntry>) {
  return [...keys].map((key) => linked.get(key) ?? null);
}

function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
