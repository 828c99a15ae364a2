import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { VFile } from 'vfile';
import { fill } from '../i18n/phrase.ts';
import { rehypeCallouts } from './callouts.ts';
import { rehypeCards } from './linkCards.ts';
import { rehypeCjkLines } from './cjk.ts';
import { rehypeCode } from './code.ts';
import { rehypeFigures } from './figures.ts';
import { rehypeFootnoteAnchors } from './footnoteAnchors.ts';
import { rehypeHeadingAnchors } from './headingAnchors.ts';
import { htmlGroup, rehypeHtmlGroups } from './htmlGroups.ts';
import { rehypeLinks } from './links.ts';
import { rehypeMath } from './math.ts';
import type { RenderContext } from './renderContext.ts';
import { allowed } from './sanitizeSchema.ts';
import { rehypeTables } from './tables.ts';
import { rehypeTaskLists } from './taskLists.ts';
import { rehypeWordsLanguage } from './wordsLanguage.ts';

/**
 * Renders a parsed entry to HTML. The author's content is sanitised before our own markup, formulas and highlighting
 * are added. The sanitiser leaves no raw HTML, so any raw HTML in the output comes from KaTeX. Problems become messages
 * on the file.
 */
export async function renderMarkdown(tree: Root, file: VFile, context: RenderContext): Promise<string> {
  const words = context.wording.words.article;
  const hast = await unified()
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: '',
      handlers: { htmlGroup },
      footnoteLabelProperties: {},
      footnoteLabel: words.footnotes,
      footnoteBackLabel: (note, again) =>
        fill(words.backToText, { number: `${note + 1}${again > 1 ? `-${again}` : ''}` }),
    })
    .use(file.data.hasHtml ? [rehypeHtmlGroups, rehypeRaw] : [])
    .use(rehypeSanitize, allowed)
    .use(rehypeCjkLines)
    .use(rehypeLinks, context)
    .use(rehypeFigures, context)
    .use(rehypeCallouts, context)
    .use(rehypeCards, context)
    .use(rehypeTables)
    .use(rehypeTaskLists)
    .use(rehypeFootnoteAnchors)
    .use(rehypeHeadingAnchors, words.headingLink)
    .use(rehypeMath, { macros: context.macros, equationLink: words.equationLink })
    .use(rehypeCode)
    .use(rehypeWordsLanguage, context)
    .run(structuredClone(tree), file);
  return unified()
    .use(rehypeStringify, { allowDangerousHtml: true })
    .stringify(hast as HastRoot, file);
}
