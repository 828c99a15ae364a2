import type { Element as HastElement, ElementContent as HastContent, Root as HastRoot } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { h } from 'hastscript';
import type { Element, ElementContent, Root } from 'xast';
import { toXml } from 'xast-util-to-xml';
import type { Book } from './book.ts';
import type { Chapter } from './bookChapters.ts';
import { bookStyle } from './bookStyle.ts';
import { notXml } from './plainText.ts';

/** The folder of a book’s files in its archive. */
const folder = 'EPUB';

const styleFile = 'book.css';
const coverFile = 'cover.xhtml';
/** The picture on the cover, a PNG. */
export const coverPicture = 'cover.png';
const contentsFile = 'nav.xhtml';
const oldContentsFile = 'toc.ncx';

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  ncx: 'application/x-dtbncx+xml',
  png: 'image/png',
  xhtml: 'application/xhtml+xml',
};

/** What identifies a book, and the version of this program. */
export interface Edition {
  readonly identifier: string;
  readonly version: string;
}

/**
 * The files of a book as an EPUB (EPUB 3.3, w3.org/TR/epub-33), by path in its archive, in order. The first one must be
 * stored without compression. The pictures are missing: `picturePath()` says where they belong.
 */
export function epubFiles(book: Book, edition: Edition): ReadonlyMap<string, string> {
  const pages = [coverPage(book), contentsPage(book), ...book.chapters.map((chapter) => chapterPage(book, chapter))];
  const written = new Map(pages.map(({ file, root }) => [file, toText(toXast(root) as Root)]));
  return new Map([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', toText(container())],
    [`${folder}/package.opf`, toText(packageDocument(book, edition, written))],
    [`${folder}/${oldContentsFile}`, toText(oldContents(book, edition))],
    [`${folder}/${styleFile}`, bookStyle],
    ...[...written].map(([file, text]) => [`${folder}/${file}`, text] as const),
  ]);
}

/** The path of a picture in the archive. */
export function picturePath(file: string): string {
  return `${folder}/${file}`;
}

interface Page {
  readonly file: string;
  readonly root: HastRoot;
}

/** The cover is a picture, whose text the title page repeats. */
function coverPage(book: Book): Page {
  const { title, authors } = book;
  const alt = [title, ...authors].join(', ');
  return page(book, { file: coverFile, title, body: { 'epub:type': 'cover', className: ['cover'] } }, [
    h('img', { src: coverPicture, alt, role: 'doc-cover' }),
  ]);
}

/** The table of contents, which is also a page of the book, and the landmarks. */
function contentsPage(book: Book): Page {
  const { title, contents, chapters } = book;
  const first = chapters.find(({ type }) => type === 'chapter') ?? chapters[0];
  const landmark = (type: string, href: string, text: string) => h('li', [h('a', { 'epub:type': type, href }, text)]);
  const listOf = (lines: readonly Line[]): HastElement =>
    h(
      'ol',
      lines.map(({ href, text, below }) =>
        h('li', [h('a', { href }, text), ...(below.length > 0 ? [listOf(below)] : [])]),
      ),
    );
  return page(book, { file: contentsFile, title: contents, body: {} }, [
    h('nav', { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' }, [h('h1', contents), listOf(linesOf(book))]),
    h('nav', { 'epub:type': 'landmarks', hidden: true }, [
      h('ol', [
        landmark('cover', coverFile, title),
        landmark('toc', `${contentsFile}#toc`, contents),
        ...(first ? [landmark('bodymatter', first.file, first.title)] : []),
      ]),
    ]),
  ]);
}

function chapterPage(book: Book, { file, title, type, content }: Chapter): Page {
  const role =
    type === 'chapter' ? { role: 'doc-chapter' } : type === 'bibliography' ? { role: 'doc-bibliography' } : {};
  return page(book, { file, title, body: {} }, [
    h('section', { 'epub:type': type, ...role, ariaLabel: title }, ...content),
  ]);
}

/** An XHTML file of a book. */
function page(
  { language, direction }: Book,
  { file, title, body }: { readonly file: string; readonly title: string; readonly body: HastElement['properties'] },
  content: readonly HastContent[],
): Page {
  const language_ = { lang: language, 'xml:lang': language, dir: direction };
  const html = h('html', { 'xmlns:epub': 'http://www.idpf.org/2007/ops', ...language_ }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('title', title),
      h('link', { rel: 'stylesheet', type: 'text/css', href: styleFile }),
    ]),
    h('body', body, ...content),
  ]);
  return { file, root: { type: 'root', children: [{ type: 'doctype' }, html] } };
}

/** A line of the table of contents. */
interface Line {
  readonly href: string;
  readonly text: string;
  readonly below: readonly Line[];
}

/** The table of contents: chapters with their sections, and the parts of the book with their chapters. */
function linesOf({ chapters }: Book): readonly Line[] {
  const lines: (Line & { readonly part?: string; readonly below: Line[] })[] = [];
  for (const { file, title, sections, part } of chapters) {
    const below = sections.map((section) => ({ href: `${file}#${section.id}`, text: section.title, below: [] }));
    const line = { href: file, text: title, below };
    const last = lines.at(-1);
    if (part === undefined) lines.push(line);
    else if (last?.part === part) last.below.push(line);
    else lines.push({ href: file, text: part, part, below: [line] });
  }
  return lines;
}

const xml = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: (ElementContent | string)[]
): Element => ({
  type: 'element',
  name,
  attributes,
  children: content.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

function container(): Root {
  const file = { 'full-path': `${folder}/package.opf`, 'media-type': 'application/oebps-package+xml' };
  const namespace = 'urn:oasis:names:tc:opendocument:xmlns:container';
  const root = xml('container', { version: '1.0', xmlns: namespace }, xml('rootfiles', {}, xml('rootfile', file)));
  return { type: 'root', children: [root] };
}

/** The package document (EPUB 3.3, section 5). `written` has the text of each page. */
function packageDocument(book: Book, { identifier, version }: Edition, written: ReadonlyMap<string, string>): Root {
  const pages = [...written.keys()];
  const propertiesOf = (file: string): Readonly<Record<string, string>> => {
    const text = written.get(file) ?? '';
    const found = [
      ...(file === contentsFile ? ['nav'] : []),
      ...(file === coverPicture ? ['cover-image'] : []),
      ...(text.includes('<math') ? ['mathml'] : []),
      ...(text.includes('<svg') ? ['svg'] : []),
    ];
    return found.length > 0 ? { properties: found.join(' ') } : {};
  };
  const files = [...pages, oldContentsFile, styleFile, coverPicture, ...new Set(book.pictures.values())];
  const idOf = (file: string) => `item-${files.indexOf(file) + 1}`;
  const items = files.map((href) =>
    xml('item', {
      id: idOf(href),
      href,
      'media-type': mediaTypes[href.slice(href.lastIndexOf('.') + 1)] ?? '',
      ...propertiesOf(href),
    }),
  );
  const attributes = { xmlns: 'http://www.idpf.org/2007/opf', version: '3.0', 'unique-identifier': 'identifier' };
  const direction = { 'page-progression-direction': book.direction };
  const root = xml(
    'package',
    { ...attributes, 'xml:lang': book.language, dir: book.direction },
    metadata(book, { identifier, version }, [...written.values()].join(''), idOf(coverPicture)),
    xml('manifest', {}, ...items),
    xml(
      'spine',
      { toc: idOf(oldContentsFile), ...direction },
      ...pages.map((file) => xml('itemref', { idref: idOf(file) })),
    ),
  );
  return { type: 'root', children: [root] };
}

function metadata(book: Book, { identifier, version }: Edition, text: string, coverId: string): Element {
  const { title, partOf, description, authors, license, topics, address, changed, language } = book;
  const meta = (property: string, value: string, more: Readonly<Record<string, string>> = {}) =>
    xml('meta', { property, ...more }, value);
  const features = ['tableOfContents', 'structuralNavigation', 'readingOrder', 'alternativeText'];
  return xml(
    'metadata',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
    xml('dc:identifier', { id: 'identifier' }, identifier),
    xml('dc:title', {}, title),
    xml('dc:language', {}, language),
    ...authors.flatMap((author, index) => [
      xml('dc:creator', { id: `author-${index + 1}` }, author),
      meta('role', 'aut', { refines: `#author-${index + 1}`, scheme: 'marc:relators' }),
    ]),
    ...(description === undefined ? [] : [xml('dc:description', {}, description)]),
    ...topics.map((topic) => xml('dc:subject', {}, topic)),
    ...(license
      ? [xml('dc:rights', {}, [license.name, license.url].filter((part) => part !== undefined).join(' '))]
      : []),
    ...(address === undefined ? [] : [xml('dc:source', {}, address)]),
    ...(partOf === undefined
      ? []
      : [meta('belongs-to-collection', partOf, { id: 'log' }), meta('collection-type', 'set', { refines: '#log' })]),
    meta('dcterms:modified', `${changed}T00:00:00Z`),
    meta('schema:accessMode', 'textual'),
    meta('schema:accessMode', 'visual'),
    meta('schema:accessModeSufficient', 'textual'),
    ...[...features, ...(text.includes('<math') ? ['MathML'] : [])].map((name) =>
      meta('schema:accessibilityFeature', name),
    ),
    meta('schema:accessibilityHazard', 'none'),
    // For reading systems of EPUB 2.
    xml('meta', { name: 'cover', content: coverId }),
    xml('meta', { name: 'generator', content: `Learnlog ${version}` }),
  );
}

/** The table of contents for reading systems of EPUB 2 (NCX, Open Packaging Format 2.0.1, section 2.4.1). */
function oldContents(book: Book, { identifier }: Edition): Root {
  let points = 0;
  // A part has the same target as its first chapter, and therefore the same place in the order.
  const orders = new Map<string, number>();
  const pointOf = ({ href, text, below }: Line): Element => {
    points += 1;
    const order = orders.get(href) ?? orders.size + 1;
    orders.set(href, order);
    return xml(
      'navPoint',
      { id: `point-${points}`, playOrder: `${order}` },
      xml('navLabel', {}, xml('text', {}, text)),
      xml('content', { src: href }),
      ...below.map(pointOf),
    );
  };
  const root = xml(
    'ncx',
    { xmlns: 'http://www.daisy.org/z3986/2005/ncx/', version: '2005-1', 'xml:lang': book.language },
    xml('head', {}, xml('meta', { name: 'dtb:uid', content: identifier })),
    xml('docTitle', {}, xml('text', {}, book.title)),
    xml('navMap', {}, ...linesOf(book).map(pointOf)),
  );
  return { type: 'root', children: [root] };
}

/** XML with its declaration, and without what XML does not allow in text: some characters, and the end of a CDATA section. */
function toText(root: Root): string {
  const text = toXml(root, { closeEmptyElements: true }).replace(notXml, '\u{FFFD}').replaceAll(']]>', ']]&gt;');
  return `<?xml version="1.0" encoding="utf-8"?>\n${text}\n`;
}
