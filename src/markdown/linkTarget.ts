import { folders, type EntryKey } from '../log/entry.ts';
import { periodFolder, periodNames } from '../log/period.ts';
import { decodePath, relativePath, resolvePath } from '../log/relativePath.ts';
import { publishedFile } from '../log/drafts.ts';
import type { RuleId } from '../log/rules.ts';

/** The target of a link, read from its address. */
export type LinkTarget =
  | { readonly kind: 'entry'; readonly key: EntryKey; readonly file: string; readonly fragment: string }
  | { readonly kind: 'web'; readonly url: string }
  /** A file below `content/` that is not an entry, such as `slides/week-1.pdf`; `rest` is `#` and what follows. */
  | { readonly kind: 'file'; readonly path: string; readonly rest: string }
  | {
      readonly kind: 'refused';
      readonly rule: RuleId;
      readonly reason: string;
      /** The address that was probably meant, if an entry with this key exists. */
      readonly meant?: { readonly address: string; readonly key: EntryKey };
    };

const schemes = new Set(['http:', 'https:', 'mailto:']);

/** Reads the address of a link in the file at `from`, which is relative to the log's folder, with forward slashes. */
export function readTarget(address: string, from: string): LinkTarget {
  const [, written, rest = ''] = /^[\s\p{Cc}]*([a-z][a-z0-9+.-]*:)(.*)$/isu.exec(address) ?? [];
  if (written !== undefined) {
    const scheme = written.toLowerCase();
    if (schemes.has(scheme)) {
      return URL.canParse(address) ? { kind: 'web', url: `${scheme}${rest}` } : notWhole(address);
    }
    return refused('unsafe-link', `"${address}" is not a link to http, https, mailto or an entry.`);
  }
  // Browsers read two slashes of either kind as the start of a host.
  if (/^[/\\]{2}/.test(address)) return notWhole(address);
  if (address.startsWith('/') || address.startsWith('\\')) {
    const reason = `"${address}" starts at the root of the server, which may not be the root of the log.`;
    return refused('absolute-path', reason, meantByAbsolute(address, from));
  }
  if (address === '') return refused('unknown-entry', 'This link has no address between "(" and ")".');
  const [path = '', ...after] = address.split('#');
  const fragment = decodePath(after.join('#'));
  if (path === '') return { kind: 'entry', key: keyOf(from), file: from, fragment };
  const file = resolvePath(from, decodePath(path));
  if (file === undefined) {
    // The links of a draft have one `../` too many once it moves out of its folder.
    const meant = /^\.\.\/.*\.md$/.test(path)
      ? meantByPage(path.slice('../'.length), address.slice(path.length), from)
      : undefined;
    const reason = `"${address}" leads out of the folder "content".`;
    return refused('outside-content', reason, meant && entryForm.test(meant.key) ? meant : undefined);
  }
  if (!file.endsWith('.md') && /\.md$/i.test(file)) {
    const meant = meantByPage(`${path.slice(0, -'.md'.length)}.md`, address.slice(path.length), from);
    return refused('wrong-case', `"${address}" ends in upper case, but a Markdown file ends in ".md".`, meant);
  }
  const name = served.test(file) ? file : resolvePath(from, decodePath(address));
  if (name !== undefined && !file.endsWith('.md') && served.test(name)) {
    const rest = name === file ? address.slice(path.length) : '';
    return { kind: 'file', path: name.slice('content/'.length), rest };
  }
  if (!file.endsWith('.md')) {
    const page = /^(.*?)(?:\.html?|\/index\.html?|\/)?$/.exec(path)?.[1] ?? path;
    const meant = meantByPage(`${page}.md`, address.slice(path.length), from);
    const reason = `"${address}" is not a Markdown file.`;
    if (!meant || !entryForm.test(meant.key)) return refused('unknown-entry', reason);
    return refused('html-for-md', `${reason} Did you mean "${page}.md"?`, meant);
  }
  return { kind: 'entry', key: keyOf(file), file, fragment };
}

/** The folders of entries except notes. A folder named after the log's own word for a period is not known here. */
const folderNames = [folders.page, folders.resource, ...periodNames.map(periodFolder)].join('|');

/** The form of an entry's key. Other files, such as pictures, and folders have no page. */
const entryForm = new RegExp(
  String.raw`^(?:log|(?:${folderNames})/[\p{L}\p{N}][\p{L}\p{N}._-]*|notes(?:/[\p{L}\p{N}][\p{L}\p{N}._-]*)+)$`,
  'u',
);

/** Files that an entry can link to. */
const served = /\.(?:avif|csv|gif|ipynb|jpe?g|pdf|png|svg|txt|webp)$/i;

function notWhole(address: string): LinkTarget {
  return refused('unsafe-link', `"${address}" is not a complete address, like "https://example.org/page".`);
}

type Meant = Extract<LinkTarget, { kind: 'refused' }>['meant'];

function refused(rule: RuleId, reason: string, meant?: Meant): LinkTarget {
  return { kind: 'refused', rule, reason, ...(meant && { meant }) };
}

const absolute = new RegExp(
  String.raw`^/(?:content/)?((?:${folderNames})/[^/\\?#]+?|notes/[^\\?#]+?)(?:\.md|\.html?|/index\.html?|/)?(#.*)?$`,
  's',
);

/** The entry that an address starting with `/` probably means, by its page or file, as a path relative to this file. */
function meantByAbsolute(address: string, from: string): Meant {
  const [match, page = '', rest = ''] = absolute.exec(address) ?? [];
  return match === undefined ? undefined : meantByPage(relativePath(from, `content/${page}.md`), rest, from);
}

function meantByPage(path: string, rest: string, from: string): Meant {
  const file = resolvePath(from, decodePath(path));
  return file === undefined ? undefined : { address: `${path}${rest}`, key: keyOf(file) };
}

function keyOf(file: string): EntryKey {
  return publishedFile(file).slice('content/'.length, -'.md'.length) as EntryKey;
}
