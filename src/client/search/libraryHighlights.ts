import { words as phrases } from 'virtual:learnlog/words';
import { parseQuery } from './query.ts';

/** Highlights the words and phrases of a query in rows of the page, with the CSS Custom Highlight API. */
export function highlightWords(rows: readonly Element[], text: string): void {
  if (!('highlights' in CSS)) return;
  const query = parseQuery(text, (name) => (name in phrases.facets ? name : undefined));
  const terms = [...query.words.map((word) => word.text), ...query.phrases]
    .map((words) => words.toLowerCase())
    .filter((words) => words.length > 1);
  CSS.highlights.set('found', new Highlight(...rows.flatMap((row) => terms.flatMap((words) => rangesOf(row, words)))));
}

function rangesOf(row: Element, words: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.toLowerCase() ?? '';
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      ranges.push(range);
    }
  }
  return ranges;
}
