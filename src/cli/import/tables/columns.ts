import type { ResourceType } from '../../../log/schema.ts';

/** What a column can be: a field of a resource, or a part of its text. */
const fields = [
  ...['title', 'subtitle', 'type', 'url', 'authors', 'editors', 'published', 'venue', 'volume', 'issue', 'pages'],
  ...['publisher', 'edition', 'summary', 'abstract', 'topics', 'length', 'status', 'because', 'finished', 'verdict'],
  ...['doi', 'isbn', 'arxiv', 'added', 'text', 'quote', 'place'],
] as const;
export type ColumnField = (typeof fields)[number];

/**
 * The names of columns for each field, in lower case, with spaces for other characters. The first name that occurs
 * takes precedence.
 */
const namesOf: Readonly<Partial<Record<ColumnField, readonly string[]>>> = {
  title: ['title', 'name', 'book title', 'document title', 'article title', 'paper title', 'book', 'titel', 'titre'],
  subtitle: ['subtitle', 'sub title'],
  type: ['type', 'item type', 'media type', 'content type', 'resource type', 'kind', 'medium'],
  url: ['url', 'link', 'web address', 'address', 'website', 'href', 'uri', 'source url', 'document url'],
  authors: [
    ...['authors', 'author', 'book author', 'document author', 'author text', 'primary author', 'creators', 'creator'],
    ...['writer', 'writers', 'by', 'autor', 'auteur', 'additional authors', 'secondary author'],
  ],
  editors: ['editors', 'editor'],
  published: [
    ...['publication date', 'date published', 'publish date', 'published', 'pubdate', 'pub date', 'year published'],
    ...['publication year', 'year', 'release date', 'release year', 'first published', 'original publication year'],
  ],
  venue: ['journal', 'venue', 'publication title', 'conference', 'channel', 'journal title'],
  volume: ['volume'],
  issue: ['issue'],
  publisher: ['publisher'],
  edition: ['edition'],
  summary: ['summary', 'one liner', 'excerpt'],
  abstract: ['abstract', 'abstract note', 'description', 'blurb'],
  topics: [
    ...['topics', 'topic', 'tags', 'tag', 'bookshelves', 'shelves', 'genres', 'genre', 'categories', 'category'],
    ...['subjects', 'subject', 'keywords', 'labels', 'folder', 'collections', 'manual tags', 'document tags'],
  ],
  length: ['number of pages', 'num pages', 'page count', 'pages', 'length', 'duration', 'runtime'],
  status: ['status', 'exclusive shelf', 'read status', 'reading status', 'shelf', 'state'],
  because: ['because'],
  finished: [
    ...['last date read', 'date read', 'date finished', 'finish date', 'finished on', 'finished', 'date completed'],
    ...['completed on', 'completed', 'read on', 'end date', 'readings', 'read', 'done'],
  ],
  verdict: ['verdict'],
  doi: ['doi'],
  isbn: ['isbn13', 'isbn 13', 'ean isbn13', 'isbn', 'isbn uid', 'isbn10', 'isbn 10', 'ean'],
  arxiv: ['arxiv', 'arxiv id'],
  added: [
    ...['date added', 'added', 'added on', 'created time', 'created at', 'created', 'date created', 'time added'],
    ...['date saved', 'saved at', 'entry date', 'shelf date', 'highlighted at'],
  ],
  text: ['my review', 'review name', 'review content', 'review', 'notes', 'note', 'my notes', 'comments', 'comment'],
  quote: ['highlight', 'quote', 'quotation'],
  place: ['location type', 'location'],
};

/** A program whose lists are recognised by their header. */
interface Program {
  /** For the report. */
  readonly kind: string;
  /** Names of columns that no other program has together. */
  readonly marks: readonly string[];
  /** The type of its records, unless something else implies one. */
  readonly type?: ResourceType;
  /** Names of columns with a different meaning than elsewhere; undefined if they are left out. */
  readonly columns?: Readonly<Record<string, ColumnField | undefined>>;
  /** Whether a comma in a cell of authors always separates two authors, never the parts of a name. */
  readonly hasListsOfNames?: boolean;
}

const programs: readonly Program[] = [
  {
    ...{ kind: 'a Goodreads reading list', marks: ['book id', 'exclusive shelf'], type: 'book' },
    hasListsOfNames: true,
  },
  {
    ...{ kind: 'a StoryGraph reading list', marks: ['isbn uid', 'read status'], type: 'book' },
    hasListsOfNames: true,
  },
  { kind: 'a BookWyrm reading list', marks: ['remote id', 'openlibrary key'], type: 'book' },
  { kind: 'a LibraryThing catalogue', marks: ['book id', 'primary author'], type: 'book' },
  { kind: 'an Openreads reading list', marks: ['olid', 'book format'], type: 'book' },
  {
    kind: 'a Calibre catalogue',
    marks: ['title sort', 'author sort'],
    type: 'book',
    columns: { comments: 'abstract' },
  },
  {
    ...{ kind: 'highlights from Readwise', marks: ['highlight', 'book title'] },
    // Anything with an Amazon id is a book. The tags belong to single highlights.
    columns: { 'amazon book id': 'type', tags: undefined },
  },
];

/** What a column of a table becomes. */
export interface Column {
  /** As written in the header. */
  readonly name: string;
  /** Undefined if it is left out. */
  readonly field: ColumnField | undefined;
}

/** How to read the columns of a table, in the order of its header. */
export interface ColumnMap {
  readonly kind: string;
  readonly type?: ResourceType | undefined;
  readonly hasListsOfNames: boolean;
  readonly columns: readonly Column[];
  /** The indexes of the columns of a field, the most important first. */
  readonly indexesOf: (field: ColumnField) => readonly number[];
}

/**
 * Decides what each column becomes: what a person wants, or else what its name implies. `wanted` has fields by the
 * names of columns; an empty one leaves a column out. `failure` says what is wrong with it.
 */
export function mapColumns(
  header: readonly string[],
  wanted: ReadonlyMap<string, string>,
): ColumnMap | { readonly failure: string } {
  const plain = header.map(plainName);
  const own = new Map<string, string>();
  for (const [name, field] of wanted) {
    if (!plain.includes(plainName(name)))
      return { failure: `There is no column "${name}". The columns are: ${shown(header)}.` };
    if (field !== '' && !fields.some((one) => one === field))
      return { failure: `The column "${name}" cannot be "${field}". It can be: ${fields.join(', ')}.` };
    own.set(plainName(name), field);
  }
  const program = programs.find(({ marks }) => marks.every((mark) => plain.includes(mark)));
  const hasQuotes = [...own.values()].includes('quote') || plain.some((name) => fieldNamed(name) === 'quote');
  const usual = (name: string) => {
    if (program?.columns && Object.hasOwn(program.columns, name)) return program.columns[name];
    const field = fieldNamed(name);
    return field === 'place' && !hasQuotes ? undefined : field;
  };
  const columns = plain.map((name, index): Column => {
    const field = own.get(name) ?? usual(name);
    return { name: header[index] ?? '', field: fields.find((one) => one === field) };
  });
  const indexesOf = (field: ColumnField) => {
    const places = columns.flatMap((column, index) => (column.field === field ? [index] : []));
    const order = [...own.keys(), ...(namesOf[field] ?? [])];
    // Parts of a text stay in their order.
    return field === 'text' || field === 'place'
      ? places
      : places.sort((a, b) => order.indexOf(plain[a] ?? '') - order.indexOf(plain[b] ?? ''));
  };
  if (indexesOf('title').length === 0 && indexesOf('url').length === 0) {
    return {
      failure: `No column is recognised as the title. The first row must contain the names of the columns; it contains: ${shown(header)}. If one of these is the title, put a line such as "${header[0]?.slice(0, 40)}: title" into a file, and pass that file with --columns.`,
    };
  }
  const isOfBooks =
    indexesOf('isbn').length > 0 || indexesOf('length').some((index) => /pages|page count/.test(plain[index] ?? ''));
  return {
    kind: program?.kind ?? 'a reading list (CSV)',
    type: program ? program.type : isOfBooks ? 'book' : undefined,
    ...{ hasListsOfNames: program?.hasListsOfNames ?? false, columns, indexesOf },
  };
}

function shown(header: readonly string[]): string {
  const names = header.slice(0, 40).map((name) => name.slice(0, 40));
  return names.join(', ') + (header.length > names.length ? ' …' : '');
}

/** A column's name in lower case, with a space for each other character. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function fieldNamed(name: string): ColumnField | undefined {
  return fields.find((field) => namesOf[field]?.includes(name));
}
