import { folders, formerKeys, idOf, type Entry, type EntryKey, type WikiLink } from '../entry.ts';
import { relativePath } from '../relativePath.ts';
import { didYouMean } from '../suggest.ts';
import { isDraft, type Check } from './check.ts';

const picture = /\.(?:png|jpe?g|webp|gif|svg|avif|bmp|tiff?)$/i;

/**
 * Reports links between double brackets, with the link to write instead. An entry can be named by its file, an alias or
 * its title. The fix needs a single such entry and, after `#`, a heading of it.
 */
export function checkWikiLinks({ entries, report }: Check): void {
  let names: ReadonlyMap<string, ReadonlySet<Entry>> | undefined;
  for (const entry of entries) {
    for (const link of entry.body.wikiLinks) {
      names ??= namesOf(entries);
      const { message, text } = readLink(link, entry, names);
      const fix =
        text === undefined ? undefined : { range: link.range, text, description: 'writes a link in Markdown' };
      report(entry, link.range, 'foreign-syntax', `"${link.written}" shows as typed: ${message}`, fix);
    }
  }
}

function readLink(
  link: WikiLink,
  from: Entry,
  names: ReadonlyMap<string, ReadonlySet<Entry>>,
): { readonly message: string; readonly text?: string } {
  const { target, isEmbed } = link;
  if (/^https?:\/\//.test(target)) {
    const text = isEmbed ? undefined : `[${escaped(link.text ?? target)}](<${target}>)`;
    return { message: `write a link, "[text](${target})".`, text };
  }
  if (isEmbed && picture.test(target)) {
    const path = relativePath(from.key, `images/${target.split('/').at(-1)}`);
    const address = /\s/.test(path) ? `<${path}>` : path;
    return { message: `put the picture into "content/images" and write "![what it shows](${address})".` };
  }
  const named = target === '' ? [from] : [...(names.get(nameFrom(target)) ?? [])];
  const [entry, ...others] = named;
  if (!entry) {
    const hint = didYouMean(nameFrom(target), names.keys());
    const example = pathTo('resources/name' as EntryKey, from.key);
    return { message: `the log has no entry "${target}".${hint} Write a link, "[text](${example})".` };
  }
  if (others.length > 0) {
    const files = named.map(({ file }) => `"${file}"`).join(' or ');
    return { message: `it can mean ${files}. Write a link, "[text](${pathTo(entry.key, from.key)})".` };
  }
  const fragment = fragmentOf(link, entry);
  const address = `${entry === from ? '' : pathTo(entry.key, from.key)}${fragment ? `#${fragment}` : ''}`;
  const text =
    link.text === undefined
      ? markdownOf(target === '' ? (link.heading ?? '') : entry.fields.title)
      : escaped(link.text);
  if (isEmbed) return { message: `nothing is embedded here. Write a link, "[${text}](${address})".` };
  if (fragment === undefined) {
    const message = `"${entry.file}" has no heading "${link.heading}". Write a link, "[${text}](${address})".`;
    return { message };
  }
  const markdown = `[${text}](${address})`;
  if (isDraft(entry) && !isDraft(from))
    return { message: `"${entry.file}" is a draft. Once it is not, write "${markdown}".` };
  return { message: `write "${markdown}".`, text: markdown };
}

/** The fragment of the heading that a link names; empty if it names none, undefined if there is none. */
function fragmentOf({ heading }: WikiLink, { body }: Entry): string | undefined {
  if (heading === undefined) return '';
  const name = normal(heading.split('#').at(-1) ?? '');
  return body.headings.find(({ id, text }) => normal(text) === name || id === name)?.id;
}

/** Every name by which a link can mean an entry, in lower case. */
function namesOf(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<Entry>> {
  const names = new Map<string, Set<Entry>>();
  const add = (name: string, entry: Entry) => {
    const found = names.get(normal(name));
    if (found) found.add(entry);
    else names.set(normal(name), new Set([entry]));
  };
  for (const entry of entries) {
    if (entry.kind === 'log') continue;
    for (const id of [entry.key, ...formerKeys(entry)].map(idOf)) {
      add(id, entry);
      add(id.slice(id.lastIndexOf('/') + 1), entry);
    }
    add(entry.fields.title, entry);
  }
  return names;
}

/** The name in the target of a link, which may have folders and the ending of the file. */
function nameFrom(target: string): string {
  const folder = new RegExp(`^(?:.*/)?(?:${Object.values(folders).join('|')})/`);
  return normal(target.replace(folder, '').replace(/\.md$/i, ''));
}

function normal(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function pathTo(to: EntryKey, from: EntryKey): string {
  return relativePath(from, `${to}.md`);
}

/** Plain text as Markdown. */
function markdownOf(text: string): string {
  return text.replace(/[\\`*_$[\]<]/g, '\\$&');
}

/** Text for a link, which takes Markdown but neither links nor HTML. */
function escaped(text: string): string {
  return text.replace(/\\.|[[\]<]/gs, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
}
