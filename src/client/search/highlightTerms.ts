import { words as phrases } from 'virtual:learnlog/words';
import { counted, fill } from '../../i18n/phrase.ts';
import type { SearchTerms } from './searchHandoff.ts';
import { placesIn, type Placed } from './places.ts';
import { tokensOf } from '../../search/shared/text.ts';
import styleSheet from '../../styles/lazy/marks.css?url';
import { showHighlightBar } from './highlightBar.ts';
import { loadStyleSheet } from '../styleSheet.ts';

interface Word extends Placed {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** What readers do not take for text, and the two renderings of a formula. */
const apart = '.katex, .anchor, .number, .tools, .visually-hidden, [data-footnote-ref], nav, script, style, svg';
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figcaption, summary, blockquote, div';

/** Marks the words and phrases on the page, and shows how many there are. The content of the page stays as it is. */
export async function highlightTerms(sought: SearchTerms): Promise<void> {
  const article = document.querySelector('main article');
  if (!article || !('highlights' in CSS)) return;
  const text = wordsOf(article);
  const ranges = placesIn(text, sought).flatMap(([from, to]) => rangeOf(text[from], text[to - 1]) ?? []);
  if (ranges.length === 0) return;
  await loadStyleSheet(styleSheet);
  CSS.highlights.set('found', new Highlight(...ranges));
  const names = [...sought.phrases, ...sought.words].map((name) => fill(phrases.search.quoted, { text: name }));
  const list = new Intl.ListFormat(phrases.language).format(names);
  showHighlightBar(ranges, fill(counted(phrases.marked, ranges.length, phrases.language), { words: list }));
}

function wordsOf(root: Element): Word[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
    parentElement?.closest(apart) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found: Word[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = { node, block: node.parentElement?.closest(blocks) };
    for (const token of tokensOf(node.textContent ?? '')) found.push({ ...token, ...own });
  }
  return found;
}

/** The range from one word to another, where it is to be seen or can be unfolded. */
function rangeOf(first: Word | undefined, last: Word | undefined): Range | undefined {
  const parent = first?.node.parentElement;
  if (!first || !last || !(parent?.checkVisibility() || parent?.closest('details:not([open])'))) return undefined;
  const range = new Range();
  range.setStart(first.node, first.start);
  range.setEnd(last.node, last.end);
  return range;
}
