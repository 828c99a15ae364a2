import { isNote } from './sources.ts';

/** A file that links can lead to, with its other names. */
export interface Target {
  readonly file: string;
  /** Names other than its file name: titles and aliases. */
  readonly names: readonly string[];
  /** Its addresses on the old site, from its root. */
  readonly addresses: readonly string[];
}

/** The target of a link. */
export type Resolved =
  | { readonly kind: 'file'; readonly file: string; readonly heading?: string | undefined }
  /** An address of the web. */
  | { readonly kind: 'web'; readonly url: string }
  /** A target that does not exist or must not be linked to. */
  | { readonly kind: 'none' };

/** The most characters of an address or a name. */
const longestAddress = 4_000;
const indexNames = ['index', '_index', 'readme'];
const noteEnding = /\.(?:md|markdown|mdx|mdown|html?)$/i;

/**
 * Finds the file that a link means, as the programs do: by its path, by its name if that is unique, by an alias, and by
 * its address on the old site. Case is ignored.
 */
export class LinkIndex {
  readonly #paths = new Map<string, string>();
  readonly #bases = new Map<string, string[]>();
  readonly #names = new Map<string, string>();
  readonly #addresses = new Map<string, string>();
  readonly #roots: readonly string[];
  readonly #site: string | undefined;

  /** `roots` are the folders that an address with `/` can be in. */
  constructor(targets: readonly Target[], roots: readonly string[], site?: string) {
    this.#roots = roots;
    this.#site = site?.toLowerCase();
    for (const { file, names, addresses } of targets) {
      const path = plain(file);
      first(this.#paths, path, file);
      const short = isNote(file) ? path.replace(noteEnding, '') : path;
      first(this.#paths, short, file);
      const base = short.slice(short.lastIndexOf('/') + 1);
      const folder = indexNames.includes(base) ? short.slice(0, -base.length - 1) : undefined;
      if (folder !== undefined) first(this.#paths, folder, file);
      const own = folder === undefined ? base : folder.slice(folder.lastIndexOf('/') + 1);
      this.#bases.set(own, [...(this.#bases.get(own) ?? []), file]);
      for (const name of names) first(this.#names, plain(name), file);
      for (const address of addresses) first(this.#addresses, asAddress(address), file);
    }
  }

  /** The file that a name in double brackets means; undefined if there is none. */
  named(name: string, from: string): string | undefined {
    const wanted = plain(name.slice(0, longestAddress).replace(/\\/g, '/')).replace(/^\//, '');
    if (wanted === '') return from;
    const short = wanted.replace(/\.(?:md|markdown|mdx)$/, '');
    const path = wanted.startsWith('.') ? joined(from, wanted) : wanted;
    return (
      this.#at(path) ??
      this.#at(joined(from, wanted)) ??
      this.#near(this.#bases.get(short) ?? this.#bases.get(wanted), from) ??
      this.#names.get(short) ??
      this.#ending(short)
    );
  }

  /** The target of the address of a link in Markdown or HTML. */
  resolve(address: string, from: string): Resolved {
    const url = address.slice(0, longestAddress).trim();
    const inNotion = /^https:\/\/(?:www\.)?notion\.(?:so|site)\/(?:[^?#]*[-/])?([0-9a-f]{32})(?:[?#]|$)/i.exec(
      url,
    )?.[1];
    const page = inNotion === undefined ? undefined : this.#names.get(inNotion.toLowerCase());
    if (page !== undefined) return this.#found(page);
    if (/^(?:https?:)?\/\//i.test(url)) {
      const whole = url.startsWith('//') ? `https:${url}` : url;
      const own =
        this.#site !== undefined && whole.toLowerCase().startsWith(this.#site)
          ? whole.slice(this.#site.length)
          : undefined;
      const file = own !== undefined && /^(?:[/?#]|$)/.test(own) ? this.#published(own) : undefined;
      return file ?? (URL.canParse(whole) ? { kind: 'web', url: whole } : { kind: 'none' });
    }
    if (/^mailto:/i.test(url)) return { kind: 'web', url };
    const vault = /^obsidian:\/\/open\?(?:[^#]*&)?file=([^&#]+)/i.exec(url)?.[1];
    if (vault !== undefined) return this.#found(this.named(decode(vault), from));
    if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return { kind: 'none' };
    if (url.startsWith('#')) return { kind: 'file', file: from, heading: decode(url.slice(1)) };
    return this.#published(url, from);
  }

  #published(url: string, from?: string): Resolved {
    const [whole = '', ...fragment] = url.split('#');
    const heading = fragment.length > 0 ? decode(fragment.join('#')) : undefined;
    const path = decode(whole.replace(/\?.*$/s, ''));
    const file = path.startsWith('/') || from === undefined ? this.#fromRoot(path) : this.#relative(path, from);
    return this.#found(file, heading);
  }

  #fromRoot(path: string): string | undefined {
    const wanted = plain(path).replace(/^\/+|\/+$/g, '');
    const base = this.#site === undefined ? '' : asAddress(new URL(`${this.#site}/`).pathname);
    const inner = base !== '' && wanted.startsWith(`${base}/`) ? wanted.slice(base.length + 1) : wanted;
    for (const one of new Set([inner, wanted])) {
      const known = this.#addresses.get(asAddress(one));
      if (known !== undefined) return known;
      for (const root of this.#roots) {
        const found = this.#at(root === '' ? one : `${plain(root)}/${one}`);
        if (found !== undefined) return found;
      }
    }
    return this.#ending(inner);
  }

  #relative(path: string, from: string): string | undefined {
    const wanted = plain(path);
    const found = this.#at(joined(from, wanted));
    if (found !== undefined) return found;
    // On the old site, a page could have its own folder.
    if (/\/$/.test(path) || !/\.\w+$/.test(path)) {
      const page = this.#at(joined(`${from}/x`, wanted));
      if (page !== undefined) return page;
    }
    return this.named(wanted.replace(/^(?:\.{1,2}\/)+/, '').replace(/\/$/, ''), from);
  }

  #at(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    const wanted = path.replace(/\/+$/, '');
    return this.#paths.get(wanted) ?? this.#paths.get(wanted.replace(noteEnding, ''));
  }

  /** The only file whose path ends like this. */
  #ending(path: string): string | undefined {
    const short = path.replace(noteEnding, '').replace(/\/$/, '');
    const base = short.slice(short.lastIndexOf('/') + 1);
    if (base === '') return undefined;
    const found = (this.#bases.get(base) ?? []).filter((file) => {
      const own = plain(file).replace(noteEnding, '');
      return own === short || own.endsWith(`/${short}`);
    });
    return found.length === 1 ? found[0] : undefined;
  }

  /** If several files have a name, the one in the same folder or, as in Obsidian, the one with the shortest path. */
  #near(files: readonly string[] | undefined, from: string): string | undefined {
    if (!files || files.length < 2) return files?.[0];
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const beside = files.find((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'));
    return beside ?? [...files].sort((a, b) => a.split('/').length - b.split('/').length)[0];
  }

  #found(file: string | undefined, heading?: string): Resolved {
    return file === undefined
      ? { kind: 'none' }
      : { kind: 'file', file, ...(heading !== undefined && heading !== '' && { heading }) };
  }
}

function first(map: Map<string, string>, key: string, value: string): void {
  if (key !== '' && !map.has(key)) map.set(key, value);
}

/** The normal form of a path or name, for look-ups. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}

function asAddress(address: string): string {
  return plain(address.replace(/^https?:\/\/[^/]*/i, ''))
    .replace(/[?#].*$/s, '')
    .replace(/(?:\/index)?\.html?$/, '')
    .replace(/^\/+|\/+$/g, '');
}

/** A path that is relative to a file, or undefined if it leaves the import. Both are in lower case. */
function joined(from: string, path: string): string | undefined {
  const parts = plain(from).split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
