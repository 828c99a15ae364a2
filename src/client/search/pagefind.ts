import {
  entryPath,
  fragmentPath,
  metaPath,
  pageId,
  pageIndex,
  readFragment,
  stemmerPath,
  type BuiltEntry,
  type IndexedPage,
  type Pages,
} from '../../search/shared/pagefindFiles.ts';

/** The part of Pagefind's browser API that this file uses (pagefind.app/docs/api). */
interface PagefindApi {
  options(options: Readonly<Record<string, unknown>>): Promise<void>;
  init(): Promise<void>;
  search(term: string): Promise<{ readonly results: readonly PagefindResult[] }>;
}

interface PagefindResult {
  readonly id: string;
  readonly score: number;
  data(): Promise<Fragment>;
}

/** The content of a page, and where the search terms are in it. */
export interface Fragment extends IndexedPage {
  /** The indexes of the matching words in the text. */
  readonly locations: readonly number[];
  readonly sub_results: readonly {
    readonly title: string;
    readonly url: string;
    readonly locations: readonly number[];
    readonly anchor?: object;
  }[];
}

/** A page that matches; its content is not loaded yet. */
export interface Result {
  readonly index: number;
  readonly score: number;
  load(): Promise<Fragment>;
}

/** The weight of a word in each metadata field; in the text it is 1. Tuned with the queries of `tests/search/`. */
const weights = {
  title: 6,
  alias: 5,
  best: 4,
  authors: 4,
  ids: 4,
  mentions: 2,
  about: 1.5,
  label: 1,
  others: 1,
  tex: 1,
  type: 0.2,
  ends: 0.1,
  by: 0.1,
};

const base = import.meta.env.BASE_URL;

let loading: Promise<PagefindApi> | undefined;
const files = new Map<string, Promise<string>>();

/** Finds pages by words, or by a phrase in quotes. Pagefind caches the parts of the index. Throws if one fails to load. */
export async function search(term: string): Promise<readonly Result[]> {
  const { results } = await (await loaded()).search(term);
  // `result` must stay reachable: once it is collected, Pagefind frees its data.
  return results.map((result) => ({ index: pageIndex(result.id), score: result.score, load: () => result.data() }));
}

/** Loads Pagefind before the first search. Ignores errors: the search will throw them. */
export function preload(): void {
  void Promise.allSettled([loaded()]);
}

function loaded(): Promise<PagefindApi> {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function load(): Promise<PagefindApi> {
  const opened = String(Date.now());
  void prefetch(opened).catch(() => {});
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as PagefindApi;
  await pagefind.options({
    baseUrl: base,
    metaCacheTag: opened,
    ranking: { metaWeights: weights, pageLength: 0.6, termFrequency: 1, termSaturation: 1.4 },
  });
  await pagefind.init();
  return pagefind;
}

/** Fetches in parallel what Pagefind loads one by one. `tag` must be Pagefind's `metaCacheTag`, so that addresses agree. */
async function prefetch(tag: string): Promise<void> {
  void fetch(`${base}pagefind/pagefind-worker.js`).catch(() => {});
  const entry = await fetchOk(`${base}pagefind/${entryPath}?ts=${tag}`, 'default');
  const { languages } = (await entry.json()) as BuiltEntry;
  const names = Object.values(languages).flatMap(({ hash, wasm }) => [metaPath(hash), stemmerPath(wasm)]);
  await Promise.all(names.map((name) => fetch(`${base}pagefind/${name}`)));
}

async function pages(): Promise<Pages> {
  return JSON.parse(await readIndexFile('pages.json')) as Pages;
}

/** The number of pages in the index. */
export async function totalPages(): Promise<number> {
  return (await pages()).count;
}

/** All pages in an order, read from our own files: for `search(null)`, Pagefind would load the whole index. */
export async function allPages(sort?: Sort): Promise<readonly Result[]> {
  const { count, tags } = await pages();
  const all = Array.from({ length: count }, (_, index) => index);
  const [by = 'met', direction = 'asc'] = Object.entries(sort ?? {})[0] ?? [];
  const known = by === 'met' ? all : (JSON.parse(await readIndexFile(`sorts/${by}.json`)) as readonly number[]);
  const isKnown = new Set(known);
  const indexes = [
    ...(direction === 'asc' ? known : known.toReversed()),
    ...all.filter((index) => !isKnown.has(index)),
  ];
  return indexes.map((index) => ({ index, score: 0, load: () => fragmentAt(pageId(index, tags)) }));
}

/** One of the orders `met` (of appearance), `year`, `length`, `title` and `author`, with its direction. */
export type Sort = Readonly<Record<string, 'asc' | 'desc'>>;

/** Reads a fragment: gzip of a signature and JSON. */
async function fragmentAt(id: string): Promise<Fragment> {
  const response = await fetchOk(`${base}pagefind/${fragmentPath(id)}`, 'default');
  const unpacked = response.body?.pipeThrough(new DecompressionStream('gzip'));
  const page = readFragment(await new Response(unpacked).text());
  return { ...page, url: `${base}${page.url.replace(/^\//, '')}`, locations: [], sub_results: [] };
}

/** Loads a file that `buildIndex()` adds to the index, once. Throws if that fails. */
export function readIndexFile(name: string): Promise<string> {
  const text = files.get(name) ?? fetchOk(`${base}pagefind/${name}`, 'no-cache').then((one) => one.text());
  files.set(name, text);
  text.catch(() => files.delete(name));
  return text;
}

async function fetchOk(address: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
