import {
  entryAt,
  fragmentPath,
  metaPath,
  pageId,
  pageIndex,
  readFragment,
  wasmPath,
  workerPath,
  type Entry,
  type IndexedPage,
  type Pages,
} from '../../search/shared/pagefindFiles.ts';

/** The answer of Pagefind's worker to a search. */
interface Answer {
  /** Each with the name by which the worker knows the page's content. */
  readonly results: readonly { readonly id: string; readonly score: number; readonly data: string }[];
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

let worker: Worker | undefined;
let asked = 0;
const answers = new Map<number, PromiseWithResolvers<unknown>>();
/** The worker keeps each page that it has found until it is told that nobody needs it. */
const unneeded = new FinalizationRegistry<string>((data) => {
  worker?.postMessage({ id: 0, method: 'releaseData', args: [data] });
});
const files = new Map<string, Promise<string>>();

/** Finds pages by words, or by a phrase in quotes. Pagefind caches the parts of the index. Throws if one fails to load. */
export async function search(term: string): Promise<readonly Result[]> {
  const { results } = (await ask('search', term)) as Answer;
  return results.map((found) => {
    unneeded.register(found, found.data);
    let fragment: Promise<Fragment> | undefined;
    const load = () => (fragment ??= ask('getData', found.data) as Promise<Fragment>);
    return { index: pageIndex(found.id), score: found.score, load };
  });
}

/** Starts Pagefind and loads its files before the first search. */
export function preload(): void {
  worker ??= start();
}

/** Asks Pagefind's worker. Throws if the worker fails; the next question then starts another one. */
function ask(method: string, argument: unknown): Promise<unknown> {
  worker ??= start();
  asked += 1;
  const answer = Promise.withResolvers<unknown>();
  answers.set(asked, answer);
  worker.postMessage({ id: asked, method, args: [argument] });
  return answer.promise;
}

/**
 * Starts Pagefind's worker. Pagefind's own `pagefind.js` does the same, but it is as large as the worker, and has to be
 * loaded first.
 */
function start(): Worker {
  // The search page of a built site names its index; elsewhere, a new tag keeps an old entry out.
  const tag = document.querySelector<HTMLElement>('[data-index]')?.dataset.index ?? String(Date.now());
  void prefetch(tag).catch(() => {});
  const started = new Worker(`${base}pagefind/${workerPath}`);
  started.addEventListener('message', ({ data }: MessageEvent<{ id: number; result?: unknown; error?: string }>) => {
    if (data.error !== undefined) return fail(data.error);
    answers.get(data.id)?.resolve(data.result);
    answers.delete(data.id);
  });
  started.addEventListener('error', ({ message }) => fail(message));
  const options = {
    basePath: `${base}pagefind/`,
    baseUrl: base,
    language: document.documentElement.lang.toLowerCase(),
    metaCacheTag: tag,
    ranking: { metaWeights: weights, pageLength: 0.6, termFrequency: 1, termSaturation: 1.4 },
  };
  started.postMessage({ id: 0, method: 'init', args: [options] });
  return started;
}

function fail(message: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of answers.values()) reject(new Error(message));
  answers.clear();
}

/** Fetches in parallel what Pagefind loads one by one. `tag` must be Pagefind's `metaCacheTag`, so that addresses agree. */
async function prefetch(tag: string): Promise<void> {
  const load = (path: string) => fetchOk(`${base}pagefind/${path}`, 'default');
  const entry = load(entryAt(tag));
  void Promise.allSettled([workerPath, wasmPath].map(load));
  const { languages } = (await (await entry).json()) as Entry;
  await Promise.all(Object.values(languages).map(({ hash }) => load(metaPath(hash))));
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
