import { idOf, type Entry, type EntryKey } from '../../log/entry.ts';
import { relativePath } from '../../log/relativePath.ts';
import { placeOf } from '../../loader/files.ts';
import { diagnoseEntry } from '../../loader/renderEntry.ts';
import { rootOf, type KnownLog } from './newEntry.ts';

/** A resource to link to. */
export interface LinkedResource {
  readonly key: EntryKey;
  readonly file: string;
  /** Without Markdown. */
  readonly title: string;
}

/** The week or note with an id, a path below `content/` or a file name. */
export function proseNamed(log: KnownLog, kind: 'week' | 'note', name: string): Entry | undefined {
  const wanted = name.replace(/^\.?\/?(?:content\/)?|\.md$/g, '');
  return log.entries.find((entry) => entry.kind === kind && (idOf(entry.key) === wanted || entry.key === wanted));
}

/**
 * The text of an entry with links to resources added at its end, each in its own paragraph. Links that it already has
 * are not added. `failure` is the reason why a link there would not work.
 */
export async function appendLinks(
  log: KnownLog,
  entry: Entry,
  text: string,
  resources: readonly LinkedResource[],
): Promise<{ readonly text: string } | { readonly failure: string }> {
  const linked = new Set((entry.kind === 'log' ? [] : entry.body.links).map(({ target }) => target));
  const missing = resources.filter(({ key }) => !linked.has(key));
  if (missing.length === 0) return { text };
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const links = missing.map(({ file, title }) => `[${escaped(title)}](${relativePath(entry.file, file)})`);
  const after = `${[text.trimEnd(), ...links].join(newLine + newLine)}${newLine}`;
  const place = placeOf(entry.file, rootOf(log)?.period);
  if ('rule' in place) return { failure: place.message };
  const { entry: read } = await diagnoseEntry(
    { ...place, file: entry.file, text: after },
    { macros: rootOf(log)?.macros ?? {} },
  );
  const found = new Set(read && read.kind !== 'log' ? read.body.links.map(({ target }) => target) : []);
  return missing.every(({ key }) => found.has(key))
    ? { text: after }
    : { failure: 'its last lines are code or a comment, in which a link would be text' };
}

/** A text for the brackets of a link. */
function escaped(title: string): string {
  return title.replace(/[\\`*_[\]<>&$~=^{}%|]/g, '\\$&');
}
