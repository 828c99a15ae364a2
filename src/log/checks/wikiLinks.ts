import { folderOf, folders, formerKeys, idOf, type Entry, type WikiLink } from '../entry.ts';
import { relativePath } from '../relativePath.ts';
import { didYouMean } from '../suggest.ts';
import { isDraft, type Check } from './check.ts';

const picture = /\.(?:png|jpe?g|webp|gif|svg|avif|bmp|tiff?)$/i;

/**
 * Reports links in double brackets, with the link to write instead. An entry can be named by its file, an alias or its
 * title. There is a fix only if a single entry matches and has the heading after the `#`, if any.
 */
export function checkWikiLinks({ entries, report }: Check): void {
  let names: Names | undefined;
  for (const entry of entries) {
    for (const link of entry.body.wikiLinks) {
      names ??= namesOf(entries);
      const { message, text } = readLink(link, entry, names);
      const fix =
        text === undefined ? undefined : { range: link.range, text, description: 'writes a link in Markdown' };
      report(entry, link.range, 'foreign-syntax', `"${link.written}" is shown as typed: ${message}`, fix);
    }
  }
}

interface Names {
  /** Every name by which a link can mean an entry, in lower case. */
  readonly entries: ReadonlyMap<string, ReadonlySet<Entry>>;
  /** Matches the path of a folder of entries. */
  readonly folder: RegExp;
}

function readLink(link: WikiLink, from: Entry, names: Names): { readonly message: string; readonly text?: string } {
  const { target, isEmbed } = link;
  if (/^https?:\/\//.test(target)) {
    const text = isEmbed ? undefined : `[${escaped(link.text ?? target)}](<${target}>)`;
    return { message: `write a link, "[text](${target})".`, text };
  }
  if (isEmbed && picture.test(target)) {
    const path = relativePath(from.file, `content/images/${target.split('/').at(-1)}`);
    const address = /\s/.test(path) ? `<${path}>` : path;
    return { message: `put the picture into "content/images" and write "![what it shows](${address})".` };
  }
  // The target may have folders and an extension.
  const name = normal(target.replace(names.folder, '').replace(/\.md$/i, ''));
  const named = target === '' ? [from] : [...(names.entries.get(name) ?? [])];
  const [entry, ...others] = named;
  if (!entry) {
    const hint = didYouMean(name, names.entries.keys());
    const example = relativePath(from.file, 'content/resources/name.md');
    return { message: `the log has no entry "${target}".${hint} Write a link, "[text](${example})".` };
  }
  if (others.length > 0) {
    const files = named.map(({ file }) => `"${file}"`).join(' or ');
    return { message: `it could mean ${files}. Write a link, "[text](${relativePath(from.file, entry.file)})".` };
  }
  const fragment = fragmentOf(link, entry);
  const address = `${entry === from ? '' : relativePath(from.file, entry.file)}${fragment ? `#${fragment}` : ''}`;
  const text =
    link.text === undefined
      ? markdownOf(target === '' ? (link.heading ?? '') : entry.fields.title)
      : escaped(link.text);
  if (isEmbed) return { message: `entries cannot be embedded. Write a link, "[${text}](${address})".` };
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

function namesOf(entries: readonly Entry[]): Names {
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
  const inFolders = entries.filter(({ kind }) => kind !== 'log').map(({ key }) => folderOf(key));
  const known = new Set([...Object.values(folders), ...inFolders]);
  return { entries: names, folder: new RegExp(`^(?:.*/)?(?:${[...known].join('|')})/`) };
}

function normal(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Plain text as Markdown. */
function markdownOf(text: string): string {
  return text.replace(/[\\`*_$[\]<]/g, '\\$&');
}

/** Text for a link, which takes Markdown but neither links nor HTML. */
function escaped(text: string): string {
  return text.replace(/\\.|[[\]<]/gs, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
}
