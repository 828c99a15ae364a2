import type { Root } from 'mdast';
import readingTime from 'reading-time';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile, type DataMap } from 'vfile';
import type { Body } from '../log/entry.ts';
import type { SourceRange } from '../log/problem.ts';
import { remarkAddresses } from './addresses.ts';
import { remarkAutolinkPositions } from './autolinkPositions.ts';
import { remarkCjk } from './cjk.ts';
import { remarkCodeCheck } from './codeCheck.ts';
import { remarkDollars } from './dollars.ts';
import { numberedText, type Label } from './equationNumbers.ts';
import { isMarkedTooMuch } from './parsingCost.ts';
import { remarkEntryLinks } from './entryLinks.ts';
import { remarkExpansionCheck } from './expansionCheck.ts';
import { remarkFootnoteCheck } from './footnoteCheck.ts';
import { remarkForeignSyntax } from './foreignSyntax.ts';
import { remarkFormulaSyntax } from './formulaSyntax.ts';
import { remarkHeadingCheck } from './headingCheck.ts';
import { remarkHeadings } from './headings.ts';
import { remarkHiddenCheck } from './hiddenCheck.ts';
import { remarkHtml } from './html.ts';
import { remarkImages } from './images.ts';
import { remarkMathCheck } from './mathCheck.ts';
import { hasDeepLine, isNestedTooDeeply } from './nestingCheck.ts';
import { remarkOpening } from './opening.ts';
import { parseWithoutComments, withoutFillers } from './privateComments.ts';
import { onOneLine, proseOf } from './prose.ts';
import { rangeOf } from './report.ts';
import { remarkReferences } from './references.ts';
import { remarkTexDelimiters } from './texDelimiters.ts';
import { remarkTextReferences } from './textReferences.ts';
import { remarkTitleHeading, titleHeadingOf } from './titleHeading.ts';
import { placesIn, type WrittenPlaces } from './writtenPlaces.ts';

/** The facts that the remark plugins collect about an entry. */
declare module 'vfile' {
  interface DataMap {
    /** The title of the entry, set before parsing. */
    title: string | undefined;
    headings: Body['headings'];
    links: Body['links'];
    webLinks: Body['webLinks'];
    wikiLinks: Body['wikiLinks'];
    images: Body['images'];
    files: Body['files'];
    outside: Body['outside'];
    opening: string;
    hasMath: boolean;
    equations: number;
    /** The labels of formulas, known once these are rendered. */
    labels: ReadonlyMap<string, Label>;
    codeLines: Body['codeLines'];
    hasHtml: boolean;
  }
}

const syntax = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkDollars)
  .use(remarkAddresses)
  .use(remarkCjk)
  .freeze();

/** The order matters: footnotes, foreign syntax and links must be read before the references are resolved. */
const facts = unified()
  .use(remarkAutolinkPositions)
  .use(remarkHtml, (text) => syntax.parse(text))
  .use(remarkExpansionCheck)
  .use(remarkHiddenCheck)
  .use(remarkFootnoteCheck)
  .use(remarkForeignSyntax)
  .use(remarkReferences)
  .use(remarkTitleHeading)
  .use(remarkHeadings)
  .use(remarkHeadingCheck)
  .use(remarkEntryLinks)
  .use(remarkImages)
  .use(remarkCodeCheck)
  .use(remarkFormulaSyntax)
  .use(remarkTextReferences)
  .use(remarkTexDelimiters)
  .use(remarkMathCheck)
  .use(remarkOpening)
  .freeze();

const nothing = (): Root => ({ type: 'root', children: [] });

/** The tree of a text, parsed like an entry but without any plugin; undefined if it is too much for the parser. */
export function parseSyntax(text: string): Root | undefined {
  const file = new VFile(text);
  return hasDeepLine(file) || isMarkedTooMuch(file) ? undefined : syntax.parse(file);
}

/** What `publishedMarkdown()` may change in a text; nothing if it is too much for the parser. */
export function writtenPlaces(text: string): WrittenPlaces {
  const file = new VFile(text);
  const tree = parseWithoutComments(file, (one) => parseSyntax(String(one.value)) ?? nothing());
  return placesIn(tree, file, text);
}

/** The text and position of the first heading of an entry, if it can be the title. */
export function readTitleHeading(text: string): { readonly text: string; readonly range: SourceRange } | undefined {
  const source = text.replace(/^\uFEFF/, '');
  const file = new VFile(source);
  if (!/^(?:[ ]{0,3}#[ \t]|={1,}[ \t]*\r?$)/m.test(source) || hasDeepLine(file) || isMarkedTooMuch(file))
    return undefined;
  const heading = titleHeadingOf(parseWithoutComments(file, (one) => syntax.parse(one)));
  const [first, last] = [heading?.node.children[0]?.position, heading?.node.children.at(-1)?.position];
  // As written, because titles take emphasis, code and formulas too.
  const title = onOneLine(withoutFillers(String(file.value).slice(first?.start.offset, last?.end.offset))).trim();
  return heading && { text: title, range: rangeOf(heading.node) };
}

/**
 * Parses an entry, frontmatter included, and collects the facts about its body. The file's path is relative to the
 * log's folder. Problems become messages on the file, with positions in the whole file. `known` is the tree of the text
 * as `parseSyntax()` returns it, if that is known already. It is changed.
 */
export function parseMarkdown(
  file: VFile,
  known?: Root,
): { readonly tree: Root; readonly body: Body; readonly places: WrittenPlaces } {
  const written = String(file.value);
  let next = known;
  const parse = (text: VFile) => {
    const tree = next ?? syntax.parse(text);
    // What is parsed after that is the text without its comments.
    next = undefined;
    return tree;
  };
  const parsed = hasDeepLine(file) || isMarkedTooMuch(file) ? nothing() : parseWithoutComments(file, parse);
  const places = placesIn(parsed, file, written);
  const isDeep = isNestedTooDeeply(parsed, file);
  const tree: Root = isDeep ? nothing() : (facts.runSync(parsed, file) as Root);
  const { headings = [], links = [], webLinks = [], wikiLinks = [], images = [], files = [] } = file.data;
  const { outside = [], opening = '', hasMath = false, equations = 0, codeLines = [] } = file.data;
  const isEmpty = tree.children.every((node) => node.type === 'yaml');
  const words = countWords(proseOf(tree));
  const references = { headings, links, webLinks, wikiLinks, images, files, outside };
  return { tree, body: { ...references, opening, words, hasMath, equations, codeLines, isEmpty }, places };
}

/** Characters that `reading-time` counts as words. For each character of a text, it goes through a list of ranges. */
const wordCharacter = /[\u3040-\u309f\u4e00-\u9fff\uac00-\ud7a3]/;

/** The number of words in a text, as `reading-time` counts them. */
export function countWords(text: string): number {
  return wordCharacter.test(text) ? readingTime(text).words : (text.match(/[^ \n\r\t]+/g) ?? []).length;
}

/** The facts of a body once its formulas are rendered: only KaTeX knows how many numbers each has. */
export function numberedBody(body: Body, { equations = 0, labels = new Map() }: Partial<DataMap>): Body {
  const numbered = (text: string) => numberedText(text, labels);
  const headings = body.headings.map((heading) => ({
    ...heading,
    text: numbered(heading.text),
    opening: numbered(heading.opening),
  }));
  const links = body.links.map(({ sentence: { before, text, after }, ...link }) => {
    const sentence = { before: numbered(before), text: numbered(text), after: numbered(after) };
    return { ...link, sentence };
  });
  return { ...body, equations, headings, links, opening: numbered(body.opening) };
}
