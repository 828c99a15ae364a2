/** A frontmatter value with inline Markdown, as text and as HTML. */
export interface InlineText {
  readonly text: string;
  readonly html: string;
  /** HTML for lists and links, with formulas as text, so that neither style sheets nor scripts need to know them. */
  readonly listHtml: string;
}

/** The values of an entry with inline Markdown, by path: `title`, `topics.rl.summary`. */
export type InlineTexts = Readonly<Record<string, InlineText>>;

/** HTML for the values with inline Markdown, by field. */
export type InlineHtml = Readonly<Record<string, Pick<InlineText, 'html' | 'listHtml'>>>;

/** The fields that take inline Markdown, with `*` for any key or position. */
const inlineFields = [
  ...['title', 'tagline', 'summary', 'abstract', 'verdict', 'because', 'best.*', 'prerequisites.*.reason'],
  ...['topics.*.title', 'topics.*.summary', 'credits.*.text', 'discussions.*.title'],
  ...['find.title', 'find.because', 'deadEnd.title', 'deadEnd.because'],
];

/** The values that take inline Markdown, by path. */
export function inlineValuesOf(fields: unknown): readonly (readonly [path: string, value: string])[] {
  return inlineFields.flatMap((pattern) => valuesAt(fields, pattern.split('.'), ''));
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[], path: string): [string, string][] {
  if (name === undefined) return typeof value === 'string' ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  const keys = name === '*' ? Object.keys(value) : Object.hasOwn(value, name) ? [name] : [];
  return keys.flatMap((key) =>
    valuesAt((value as Record<string, unknown>)[key], rest, path === '' ? key : `${path}.${key}`),
  );
}

/** Fields with these values as text, without any Markdown. */
export function withPlainText<Fields>(fields: Fields, inline: InlineTexts | undefined): Fields {
  return inline ? mapInlineValues(fields, (value, path) => inline[path]?.text ?? value) : fields;
}

/** Fields with other values instead of those that take inline Markdown. */
export function mapInlineValues<Fields>(fields: Fields, change: (value: string, path: string) => string): Fields {
  return inlineFields.reduce((result, pattern) => mapAt(result, pattern.split('.'), '', change), fields);
}

/** The same in fields as they are written, where a list of one can be its item, and a topic can be its title. */
const writtenFields = [
  ...inlineFields,
  ...['best', 'prerequisites.reason', 'credits.text', 'discussions.title', 'topics.*'],
];

/** Like `mapInlineValues()`, for fields as they are written. A field whose value becomes undefined is left out. */
export function mapWrittenValues(
  fields: unknown,
  change: (value: string, path: string) => string | undefined,
): unknown {
  return writtenFields.reduce((result, pattern) => mapAt(result, pattern.split('.'), '', change), fields);
}

function mapAt<Value>(
  value: Value,
  [name, ...rest]: readonly string[],
  path: string,
  change: (value: string, path: string) => string | undefined,
): Value {
  if (name === undefined) return typeof value === 'string' ? (change(value, path) as Value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const keys = name === '*' ? Object.keys(value) : Object.hasOwn(value, name) ? [name] : [];
  if (keys.length === 0) return value;
  const changed = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  for (const key of keys) {
    const next = mapAt(changed[key], rest, path === '' ? key : `${path}.${key}`, change);
    // A field that is undefined already may be there to remove one from a file.
    if (next === undefined && changed[key] !== undefined) delete changed[key];
    else changed[key] = next;
  }
  return changed as Value;
}

/** The HTML of the values below a path, by the rest of their paths; undefined if there is none. */
export function inlineHtml(inline: InlineTexts | undefined, below = ''): InlineHtml | undefined {
  const found = Object.entries(inline ?? {}).filter(([path]) => path.startsWith(below));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([path, { html, listHtml }]) => [path.slice(below.length), { html, listHtml }]));
}

/** A field that can have inline Markdown, as HTML for a heading or a paragraph. */
export function htmlOf<Field extends string>(of: Shown<Field>, field: Field): string {
  return of.inline?.[field]?.html ?? escaped(of[field]);
}

/** A field that can have inline Markdown, as HTML for a list or a link. */
export function listHtmlOf<Field extends string>(of: Shown<Field>, field: Field): string {
  return of.inline?.[field]?.listHtml ?? escaped(of[field]);
}

/** The short name of a resource, or else its title. */
export function nameOf(of: { readonly title: string; readonly short?: string | undefined } | undefined): string {
  return of?.short ?? of?.title ?? '';
}

/** The same as HTML for a list or a link. */
export function nameHtmlOf(of: Shown<'title'> & { readonly short?: string | undefined }): string {
  return of.short === undefined ? listHtmlOf(of, 'title') : escaped(of.short);
}

type Shown<Field extends string> = { readonly inline?: InlineHtml | undefined } & {
  readonly [field in Field]?: string | undefined;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text = ''): string {
  return text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign);
}
