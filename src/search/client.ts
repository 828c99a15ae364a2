/** The part of Pagefind's browser API that is used (pagefind.app/docs/api). */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  filters(): Promise<Counts>;
  search(
    term: string | null,
    options?: { filters?: Filters; sort?: Record<string, 'asc' | 'desc'> },
  ): Promise<{ results: { id: string; data(): Promise<Fragment> }[]; filters: Counts; unfilteredResultCount: number }>;
}

interface Fragment {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: { title: string; url: string; excerpt: string; anchor?: object }[];
}

/** Values by facet: several of one facet mean "or". */
export type Filters = Readonly<Record<string, string | { readonly any: readonly string[] }>>;
/** Number of pages by facet and value. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A stretch of found text, marked where it matches. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A page that was found, with the sections inside it that match. */
export interface Hit {
  readonly url: string;
  readonly title: string;
  readonly type: string;
  readonly label: string;
  readonly excerpt: readonly Piece[];
  readonly sections: readonly { readonly url: string; readonly title: string; readonly excerpt: readonly Piece[] }[];
}

const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

let loading: Promise<Pagefind> | undefined;

/** Loads the search index once; throws where it cannot be had. */
function load(): Promise<Pagefind> {
  loading ??= (async () => {
    const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
    await pagefind.options({ baseUrl: base, excerptLength: 24 });
    // Without this, Pagefind counts nothing by facet.
    await pagefind.filters();
    return pagefind;
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** Finds pages by words, or all pages where there are none; gives the addresses in order and counts by facet. */
export async function find(words: string, filters: Filters, sort?: Record<string, 'asc' | 'desc'>) {
  const pagefind = await load();
  const term = words.trim() === '' ? null : words;
  const response = await pagefind.search(term, { filters, ...(sort && { sort }) });
  return {
    counts: response.filters,
    total: response.results.length,
    /** The hits from one position to another, loaded when asked for. */
    hits: async (from: number, to: number): Promise<Hit[]> => {
      const fragments = await Promise.all(response.results.slice(from, to).map((result) => result.data()));
      return fragments.map(toHit);
    },
  };
}

function toHit({ url, meta, excerpt, sub_results: sections }: Fragment): Hit {
  return {
    url,
    title: meta.title ?? url,
    type: meta.type ?? 'page',
    label: meta.label ?? '',
    excerpt: piecesOf(excerpt),
    sections: sections
      .filter((section) => section.anchor)
      .slice(0, 3)
      .map((section) => ({
        url: section.url,
        title: section.title.replace(/#$/, '').trim(),
        excerpt: piecesOf(section.excerpt),
      })),
  };
}

/** Reads an excerpt, which is HTML, as text with marks; nothing of it ever reaches the page as HTML. */
function piecesOf(excerpt: string): Piece[] {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMarked: node.nodeName === 'MARK',
  }));
}
