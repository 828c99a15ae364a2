import { words as phrases } from 'virtual:learnlog/words';
import { counted, fill } from '../../i18n/phrase.ts';
import type { SearchTerms } from './searchHandoff.ts';
import { findMatches, type PageWord } from './textMatches.ts';
import { tokensOf } from '../../search/shared/text.ts';
import styleSheet from '../../styles/highlightBar.css?url';
import { showHighlightBar } from './highlightBar.ts';
import { loadStyleSheet } from '../styleSheet.ts';

interface Word extends PageWord {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** Elements that are not text to the reader, and formulas. */
const ignored = '.katex, .anchor, .number, .tools, .visually-hidden, [data-footnote-ref], nav, script, style, svg';
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figcaption, summary, blockquote, div';

/** Highlights the terms on the page without changing its content, and shows the highlight bar. */
export async function highlightTerms(terms: SearchTerms): Promise<void> {
  const article = document.querySelector('main article');
  if (!article || !('highlights' in CSS)) return;
  const text = wordsOf(article);
  const ranges = findMatches(text, terms).flatMap(([from, to]) => rangeOf(text[from], text[to - 1]) ?? []);
  if (ranges.length === 0) return;
  await loadStyleSheet(styleSheet);
  CSS.highlights.set('found', new Highlight(...ranges));
  const names = [...terms.phrases, ...terms.words].map((name) => fill(phrases.search.quoted, { text: name }));
  const list = new Intl.ListFormat(phrases.language).format(names);
  showHighlightBar(ranges, fill(counted(phrases.marked, ranges.length, phrases.language), { words: list }));
}

function wordsOf(root: Element): Word[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
    parentElement?.closest(ignored) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found: Word[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = { node, block: node.parentElement?.closest(blocks) };
    for (const token of tokensOf(node.textContent ?? '')) found.push({ ...token, ...own });
  }
  return found;
}

/** The range from one word to another, if it is visible or in a closed `<details>`. */
function rangeOf(first: Word | undefined, last: Word | undefined): Range | undefined {
  const parent = first?.node.parentElement;
  if (!first || !last || !(parent?.checkVisibility() || parent?.closest('details:not([open])'))) return undefined;
  const range = new Range();
  range.setStart(first.node, first.start);
  range.setEnd(last.node, last.end);
  return range;
}
