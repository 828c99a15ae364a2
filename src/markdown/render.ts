import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { VFile } from 'vfile';
import type { EntryKey } from '../log/entry.ts';
import type { LinkedEntry } from '../log/log.ts';
import { fill } from '../i18n/phrase.ts';
import type { Href, Urls } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import { rehypeCallouts } from './callouts.ts';
import { rehypeCards } from './cards.ts';
import { rehypeCode } from './code.ts';
import type { Drawing } from './drawing.ts';
import { rehypeEquations } from './equations.ts';
import { rehypeFigures } from './figures.ts';
import { rehypeFootnoteAnchors } from './footnoteAnchors.ts';
import { rehypeHeadingAnchors } from './headingAnchors.ts';
import { rehypeLinks } from './links.ts';
import { rehypeMath } from './math.ts';
import { allowed } from './sanitizeSchema.ts';
import { rehypeTables } from './tables.ts';
import { rehypeTaskLists } from './taskLists.ts';

/** A picture that an entry shows from a file of the site. */
export interface ImageFacts {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The same in webp and other widths, the narrowest first; none of a picture that is small or moves. */
  readonly copies: readonly ImageCopy[];
}

/** A picture made for narrower or coarser screens. */
export interface ImageCopy {
  readonly href: Href;
  /** In pixels. */
  readonly width: number;
}

/** What rendering an entry needs to know of the rest of the log. */
export interface RenderContext {
  readonly urls: Urls;
  readonly wording: Wording;
  /** An entry that may be linked to. */
  readonly find: (key: EntryKey) => LinkedEntry | undefined;
  /** A picture by its path below `content/`; undefined where there is none. */
  readonly image: (path: string) => ImageFacts | Drawing | undefined;
  /** TeX macros of the log. */
  readonly macros: Readonly<Record<string, string>>;
}

/**
 * Renders a parsed entry to HTML. What a stranger wrote is sanitised before our own markup, formulas and highlighting
 * are added to it; the sanitiser leaves no raw HTML, so all that is printed as it is comes from KaTeX. Problems are left
 * on the file as messages.
 */
export async function renderMarkdown(tree: Root, file: VFile, context: RenderContext): Promise<string> {
  const words = context.wording.words.article;
  const hast = await unified()
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: '',
      footnoteLabelProperties: {},
      footnoteLabel: words.footnotes,
      footnoteBackLabel: (note, again) =>
        fill(words.backToText, { number: `${note + 1}${again > 1 ? `-${again}` : ''}` }),
    })
    .use(file.data.hasHtml ? [rehypeRaw] : [])
    .use(rehypeSanitize, allowed)
    .use(rehypeLinks, context)
    .use(rehypeFigures, context)
    .use(rehypeCallouts, context)
    .use(rehypeCards, context)
    .use(rehypeTables)
    .use(rehypeTaskLists)
    .use(rehypeFootnoteAnchors)
    .use(rehypeHeadingAnchors, words.headingLink)
    .use(rehypeEquations, words.equationLink)
    .use(rehypeMath, context.macros)
    .use(rehypeCode)
    .run(structuredClone(tree), file);
  return unified()
    .use(rehypeStringify, { allowDangerousHtml: true })
    .stringify(hast as HastRoot, file);
}
