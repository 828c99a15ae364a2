import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, encode } from 'cborg';
import type { IndexFile } from './buildIndex.ts';
import { pageId } from './pageId.ts';

/** What Pagefind writes before the data of each of its files. */
const signature = 'pagefind_dcd';
/** Bytes of words in a part of the index, before compression: about 7 kB as they are sent. A word is never divided. */
const partSize = 20_000;

type Word = readonly [word: string, ...uses: unknown[]];
type Meta = [
  version: string,
  pages: (readonly [id: string, words: number])[],
  parts: (readonly [from: string, to: string, id: string])[],
  ...rest: unknown[],
];

/**
 * Packs an index of Pagefind anew, for logs of many entries. Pagefind puts some 23 kB of words into each part, and a
 * search loads a part for each word: ours are smaller. Pages have their places for ids, so nobody needs a list of them.
 * `places` are those of the pages by the ids that Pagefind gave them. Throws where a file is not as it was in 1.5.
 */
export function repack(files: readonly IndexFile[], places: ReadonlyMap<string, number>, tag: string): IndexFile[] {
  const byPath = new Map(files.map(({ path, content }) => [path, content]));
  const metaPath = files.find(({ path }) => path.endsWith('.pf_meta'))?.path;
  const entryContent = byPath.get('pagefind-entry.json');
  if (metaPath === undefined || entryContent === undefined) throw new Error('Pagefind gave no index.');
  const newId = (id: string) => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`Pagefind knows a page "${id}" that is in no fragment.`);
    return pageId(place, tag);
  };
  const [version, pages, parts, ...rest] = unpack(byPath.get(metaPath)) as Meta;
  const split = parts.flatMap(([, , id]) => partsOf(unpack(byPath.get(`index/${id}.pf_index`)) as [Word[]]));
  const meta: Meta = [
    version,
    pages.map(([id, words]) => [newId(id), words]),
    split.map(({ from, to, id }) => [from, to, id]),
    ...rest,
  ];
  const metaFile = pack(meta);
  const oldHash = metaPath.slice('pagefind.'.length, -'.pf_meta'.length);
  const hash = hashOf(metaFile);
  const entry = Buffer.from(entryContent).toString('utf8').replaceAll(oldHash, hash);
  return [
    ...files.flatMap(({ path, content }) => {
      if (path === metaPath || path === 'pagefind-entry.json' || path.startsWith('index/')) return [];
      const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
      return [{ path: id === undefined ? path : `fragment/${newId(id)}.pf_fragment`, content }];
    }),
    ...split.map(({ id, content }) => ({ path: `index/${id}.pf_index`, content })),
    { path: `pagefind.${hash}.pf_meta`, content: metaFile },
    { path: 'pagefind-entry.json', content: Buffer.from(entry) },
  ];
}

function partsOf([words]: [Word[]]) {
  const groups: Word[][] = [];
  let room = 0;
  for (const word of words) {
    const size = encode(word).length;
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = partSize;
    }
    groups.at(-1)?.push(word);
    room -= size;
  }
  return groups.map((group) => {
    const content = pack([group]);
    return { from: group[0]?.[0] ?? '', to: group.at(-1)?.[0] ?? '', id: hashOf(content), content };
  });
}

function unpack(content: Uint8Array | undefined): unknown {
  const data = content === undefined ? Buffer.alloc(0) : gunzipSync(content);
  if (data.subarray(0, signature.length).toString() !== signature) throw new Error('A file of Pagefind is missing.');
  return decode(data.subarray(signature.length));
}

function pack(value: unknown): Uint8Array {
  return gzipSync(Buffer.concat([Buffer.from(signature), encode(value)]), { level: 9 });
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}
