import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { openCache } from '../loader/cache.ts';
import { userCache } from '../loader/userCache.ts';
import { engineRoot } from './engineRoot.ts';
import { fillIn, type Settings } from './fillIn.ts';
import { engineStamp, forgetOld, type KeptRenderer } from './keptRenderer.ts';
import { stampOf } from './siteFiles.ts';

/** A renderer with the settings of a log. Its modules are in a folder, where Node loads them. */
export interface FilledRenderer extends Pick<KeptRenderer, 'entry' | 'assets' | 'styles'> {
  readonly folder: string;
}

interface Stored extends FilledRenderer {
  /** The stamp of each module in the folder. */
  readonly modules: ReadonlyMap<string, string>;
}

/** The folders from which this process has loaded modules, which Node never loads again. */
const loaded = new Set<string>();

/**
 * Fills the settings of a log into a renderer, or returns what the last build has filled. The modules are written into
 * the user's cache folder, or into the folder `other` if that is impossible; they must stay there while pages are
 * rendered. `find` returns the renderer.
 */
export async function fillRenderer(
  find: () => Promise<KeptRenderer>,
  settings: Settings,
  other: string,
): Promise<FilledRenderer> {
  const cache = await openCache(userCache(), 'filled');
  const stored = cache.file(engineStamp(), engineRoot, JSON.stringify(settings));
  const last = parse(stored.readChecked());
  // Whatever else has written there, only modules of a renderer are loaded.
  const isIntact = ([path, stamp]: readonly [string, string]) => last && stampOf(join(last.folder, path)) === stamp;
  if (last && !loaded.has(last.folder) && [...last.modules].every(isIntact)) {
    use(last.folder);
    return last;
  }
  const { code, entry, assets, styles } = fillIn(await find(), settings);
  const folder = placeModules(code, other);
  const filled: FilledRenderer = { folder, entry, assets, styles };
  if (folder !== other) {
    const modules = new Map([...code.keys()].map((path) => [path, stampOf(join(folder, path)) ?? '']));
    await stored.write(serialize({ ...filled, modules } satisfies Stored));
    forgetOld(join(userCache(), '.astro', 'filled'));
  }
  return filled;
}

/** Undefined if there is no content, or if this version of Node cannot read it. */
function parse(bytes: Uint8Array | undefined): Stored | undefined {
  try {
    return bytes && (deserialize(bytes) as Stored);
  } catch {
    return undefined;
  }
}

/**
 * Places modules in a folder, and returns it: always the same for the same modules, since Node keeps what it has compiled
 * by the path of a file. Where that is impossible, the folder is `other`.
 */
function placeModules(modules: ReadonlyMap<string, Uint8Array>, other: string): string {
  const digest = createHash('sha256');
  for (const [path, bytes] of modules) digest.update(path).update(bytes);
  const places = join(userCache(), 'modules');
  const place = join(places, digest.digest('hex').slice(0, 40));
  try {
    if (loaded.has(place)) throw new Error('These modules belong to another renderer.');
    const isNew = !existsSync(place);
    // Whatever else has written there, exactly these modules are loaded.
    for (const [path, bytes] of modules) {
      const file = join(place, path);
      if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
      // Another build may be loading it.
      writeFiles(place, new Map([[`${path}.${process.pid}`, bytes]]));
      renameSync(`${file}.${process.pid}`, file);
    }
    use(place);
    if (isNew) forgetOld(places);
    return place;
  } catch {
    writeFiles(other, modules);
    return other;
  }
}

/** Notes that modules are used, so that they are not removed as old. */
function use(place: string): void {
  const now = new Date();
  utimesSync(place, now, now);
  loaded.add(place);
}

/** Writes files into a folder, by path: synchronously, which takes much less processor time for small files. */
export function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
