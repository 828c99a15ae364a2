import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { KeptRenderer } from './keptRenderer.ts';
import type { ScriptWords } from './settings.ts';

/** What a log decides in the code that Astro bundles. Its entries are not part of that code. */
export interface Settings {
  readonly base: string;
  readonly words: ScriptWords;
}

/** Stands for the base path in the addresses that Astro bundles, so that one renderer serves every log. */
export const basePlaceholder = '/learnlog-base/';

/** Stands for the base path in code. It is a name, not a text: a minifier would compute the length of a text. */
export const baseVariable = 'learnlogBase';

/** Stands for the addresses of the scripts of the search, which its page loads at once. */
export const scriptsVariable = 'learnlogSearchScripts';

/** The chunk with the search. */
export const searchChunk = 'search';

/** Where Astro puts scripts and style sheets on a site, unless told otherwise. */
const assetsFolder = '_astro/';

const basePattern = /\/learnlog-base(?:\/|\b)/g;
const variablePattern = new RegExp(`\\b${baseVariable}\\b`, 'g');
const scriptsPattern = new RegExp(`\\b${scriptsVariable}\\b`, 'g');
const importPattern = /\b(?:import|from)\s*["']\.\/([^"']+)["']/g;
const wordsPattern = /\blearnlogWords\(["'`](\w+)["'`]\)/g;
const libraryPattern = /\blearnlog-library:([^"'`]+)/g;
const isText = /\.(?:css|js|mjs)$/;

/** Stands for the address of one of the engine’s libraries, by its name. */
export function libraryPlaceholder(name: string): string {
  return `learnlog-library:${name}`;
}

/** What a renderer imports from each of the engine’s libraries, by its name: `*` if that may be all of it. */
export function libraryImports({ code }: KeptRenderer): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const text of [...code.values()].map(textOf)) {
    for (const { index, 1: name = '' } of text.matchAll(libraryPattern)) {
      const names = found.get(name) ?? new Set();
      found.set(name, names);
      const [statement, clause = ''] = importStart.exec(text.slice(0, index)) ?? [];
      for (const imported of statement === undefined ? ['*'] : importedBy(clause)) names.add(imported);
    }
  }
  return found;
}

/** An import up to the name of a library. Bundlers write nothing else but calls of `import()`. */
const importStart = /\bimport\b(?:([^"'`;()]*)\bfrom)?\s*["'`]$/;

/** The names in `unified, { visit as walk }`. */
function importedBy(clause: string): readonly string[] {
  const [, own = '', list = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause) ?? [];
  if (own.includes('*')) return ['*'];
  const listed = list.split(',').map((one) => one.trim().replace(/ as .*/, ''));
  return [own.replace(',', '').trim() && 'default', ...listed].filter((name) => name !== '');
}

const addresses = new Map<string, string>();

/** The address of a library: in the package, most of them are part of the command, which has loaded them already. */
function libraryAddress(name: string): string {
  const known = addresses.get(name);
  if (known !== undefined) return known;
  const bundled = new URL(`./libraries/${name}.js`, import.meta.url);
  const address = existsSync(bundled) ? bundled.href : import.meta.resolve(name);
  addresses.set(name, address);
  return address;
}

/** The code that stands for a table of words in a script. A minifier cannot know what it returns. */
export function wordsPlaceholder(table: keyof ScriptWords): string {
  return `/* @__PURE__ */ learnlogWords(${JSON.stringify(table)})`;
}

/**
 * Fills the settings of a log into a renderer. Scripts and style sheets that differ from log to log, and those that name
 * them, get other names, since a browser may keep a file for as long as it has the same name.
 */
export function fillIn(kept: KeptRenderer, settings: Settings): KeptRenderer {
  const rename = renamer(newNames(kept.assets, settings));
  const scripts = bytesOf(JSON.stringify(scriptsOf(searchChunk, kept.assets).map((path) => settings.base + path)));
  const fillFiles = (files: ReadonlyMap<string, Uint8Array>, hasNames: (text: string) => boolean) => {
    const filled = (text: string) => {
      const full = fill(text, settings).replace(scriptsPattern, () => scripts);
      return hasNames(full) ? rename(full) : full;
    };
    return new Map([...files].map(([path, bytes]) => [rename(path), isText.test(path) ? edit(bytes, filled) : bytes]));
  };
  // Code on the server has only addresses of scripts and style sheets, and most of it has none.
  const code = fillFiles(kept.code, (text) => text.includes(assetsFolder));
  const styles = JSON.parse(rename(JSON.stringify(kept.styles))) as KeptRenderer['styles'];
  return { ...kept, code, assets: fillFiles(kept.assets, () => true), styles };
}

function fill(text: string, { base, words }: Settings): string {
  const bare = bytesOf(base.replace(/(?<=.)\/$/, ''));
  return text
    .replace(basePattern, (found) => (found.endsWith('/') ? bytesOf(base) : bare))
    .replace(variablePattern, () => bytesOf(JSON.stringify(base)))
    .replace(wordsPattern, (_, table: keyof ScriptWords) => bytesOf(`(${JSON.stringify(words[table])})`))
    .replace(libraryPattern, (_, name: string) => libraryAddress(name));
}

/** The paths of a chunk and of the chunks that it imports. */
function scriptsOf(chunk: string, assets: KeptRenderer['assets']): string[] {
  const paths = new Set([...assets.keys()].filter((path) => new RegExp(`/${chunk}\\.[^./]+\\.js$`).test(path)));
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const text = textOf(assets.get(path) ?? new Uint8Array());
    for (const [, name] of text.matchAll(importPattern)) paths.add(`${folder}${name}`);
  }
  return [...paths];
}

function edit(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = textOf(bytes);
  const changed = change(text);
  return changed === text ? bytes : Buffer.from(changed, 'latin1');
}

/** The text of code with a character for each byte, since decoding UTF-8 takes five times as long. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A text with a character for each byte of its UTF-8. */
function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Replaces names of files in a text. */
function renamer(names: ReadonlyMap<string, string>): (text: string) => string {
  if (names.size === 0) return (text) => text;
  const pattern = new RegExp([...names.keys()].map(escaped).join('|'), 'g');
  return (text) => text.replace(pattern, (name) => names.get(name) ?? name);
}

/** A text as part of a regular expression that matches it. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The new name of each script and style sheet that differs from log to log, by its name. */
function newNames(assets: KeptRenderer['assets'], settings: Settings): ReadonlyMap<string, string> {
  const texts = [...assets]
    .filter(([path]) => isText.test(path))
    .map(([path, bytes]) => [path.slice(path.lastIndexOf('/') + 1), textOf(bytes)] as const);
  const names = new Map<string, string>();
  const nameWhere = (hasChanged: (text: string) => boolean) => {
    for (const [name, text] of texts) {
      if (names.has(name) || !hasChanged(text)) continue;
      const hash = createHash('sha256').update(JSON.stringify([name, settings.base, settings.words]));
      names.set(name, name.replace(/\.[^.]+(?=\.\w+$)/, `.${hash.digest('base64url').slice(0, 8)}`));
    }
  };
  nameWhere((text) => fill(text, settings) !== text);
  for (let known = 0; known < names.size; ) {
    known = names.size;
    const rename = renamer(names);
    nameWhere((text) => rename(text) !== text);
  }
  return names;
}
