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

/** The part of Pagefind's browser API that is used (pagefind.app/docs/api). */
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

/** What is known of a page that was found: its text, and where in it the words are. */
export interface Fragment extends IndexedPage {
  readonly excerpt: string;
  /** The numbers of the words in the text that match. */
  readonly locations: readonly number[];
  readonly sub_results: readonly {
    readonly title: string;
    readonly url: string;
    readonly excerpt: string;
    readonly anchor?: object;
  }[];
}

/** A page that was found, before anything is known of it but its index and how well it fits. */
export interface Result {
  readonly index: number;
  readonly score: number;
  load(): Promise<Fragment>;
}

/** What a word counts in a field of metadata, against 1 in a text. Set by the queries of `tests/search/`. */
const weights = {
  title: 6,
  alias: 5,
  best: 4,
  authors: 4,
  ids: 4,
  mentions: 2,
  about: 1.5,
  label: 1,
  plain: 1,
  type: 0.2,
  ends: 0.1,
  by: 0.1,
};

const base = import.meta.env.BASE_URL;

let loading: Promise<PagefindApi> | undefined;
const texts = new Map<string, Promise<string>>();

/**
 * Finds pages by words, or by a phrase in quotes; throws where the index cannot be had. What is asked again while
 * somebody types costs nothing: Pagefind keeps the parts of the index that it has loaded.
 */
export async function search(term: string): Promise<readonly Result[]> {
  const { results } = await (await loaded()).search(term);
  // Pagefind forgets what it found once its own result is collected as garbage, so that one is held on to.
  return results.map((result) => ({ index: pageIndex(result.id), score: result.score, load: () => result.data() }));
}

/** Loads what every search needs, ahead of the first one, which then fails in its stead where it cannot be had. */
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
    excerptLength: 24,
    ranking: { metaWeights: weights, pageLength: 0.6, termFrequency: 1, termSaturation: 1.4 },
  });
  await pagefind.init();
  return pagefind;
}

/**
 * Asks at once for what Pagefind asks for one after the other, so that the browser has it when its turn comes. Where it
 * cannot be had, Pagefind says so. The tag is the one by which Pagefind asks for its entry, which is never an old one.
 */
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

/** How many pages there are. */
export async function totalPages(): Promise<number> {
  return (await pages()).count;
}

/**
 * All pages, in an order of theirs. Pagefind would load the whole index for that (`search(null)` asks for the words
 * that begin with nothing), so they are read from the files beside it.
 */
export async function allPages(sort?: Sort): Promise<readonly Result[]> {
  const { count, tag } = await pages();
  const all = Array.from({ length: count }, (_, index) => index);
  const [by = 'met', direction = 'asc'] = Object.entries(sort ?? {})[0] ?? [];
  const known = by === 'met' ? all : (JSON.parse(await readIndexFile(`sorts/${by}.json`)) as readonly number[]);
  const isKnown = new Set(known);
  const indexes = [
    ...(direction === 'asc' ? known : known.toReversed()),
    ...all.filter((index) => !isKnown.has(index)),
  ];
  return indexes.map((index) => ({ index, score: 0, load: () => fragmentAt(pageId(index, tag)) }));
}

/** One of the orders `met`, `year`, `length`, `title` and `author`, and its direction. */
export type Sort = Readonly<Record<string, 'asc' | 'desc'>>;

/** Reads a fragment as Pagefind does: gzip of a signature and JSON. */
async function fragmentAt(id: string): Promise<Fragment> {
  const response = await fetchOk(`${base}pagefind/${fragmentPath(id)}`, 'default');
  const unpacked = response.body?.pipeThrough(new DecompressionStream('gzip'));
  const page = readFragment(await new Response(unpacked).text());
  const excerpt = page.content.split(' ', 24).join(' ').replace(/</g, '&lt;');
  return { ...page, url: `${base}${page.url.replace(/^\//, '')}`, excerpt, locations: [], sub_results: [] };
}

/** A file that the build put beside the index, once; throws where it cannot be had. */
export function readIndexFile(name: string): Promise<string> {
  const text = texts.get(name) ?? fetchOk(`${base}pagefind/${name}`, 'no-cache').then((one) => one.text());
  texts.set(name, text);
  text.catch(() => texts.delete(name));
  return text;
}

async function fetchOk(address: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
