import { readable } from '../../search/shared/text.ts';

/** In words. */
export const excerptLength = 24;

/** If a sentence begins more words than this before its match, it is cut. */
const maxLead = 14;
/** How many words before the match remain of a sentence that is cut. */
const leadOfCut = 8;

const endOfSentence = /[.!?…。！？؟](?:<[^>]*>|[\p{Pe}\p{Pf}"'’”])*$/u;

/**
 * An excerpt as HTML, with the matches in `<mark>`, from the words of a page and the indexes of the matching ones. It
 * begins at the start of a sentence, where most matches follow. It cuts a sentence only if all with a match are too
 * long, and shows that with a `…`.
 */
export function excerptHtml(words: readonly string[], matches: readonly number[]): string {
  const isMatch = new Set(matches);
  const starts = new Set(matches.map((match) => startFor(words, match)));
  const countFrom = (start: number) => matches.filter((at) => at >= start && at < start + excerptLength).length;
  const isCut = (start: number) => Number(!isSentenceStart(words, start));
  const [start = 0] = [...starts].sort((a, b) => isCut(a) - isCut(b) || countFrom(b) - countFrom(a) || a - b);
  const shown = words.slice(start, start + excerptLength).map((word, index) => {
    const text = word.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return isMatch.has(start + index) ? `<mark>${text}</mark>` : text;
  });
  const html = readable(shown.join(' ')).replace(/<\/mark>( *)<mark>/g, '$1');
  const end = start + excerptLength;
  const isWhole = end >= words.length || isSentenceStart(words, end);
  return `${isSentenceStart(words, start) ? '' : '… '}${html}${isWhole ? '' : ' …'}`;
}

/** Where the excerpt for a match begins. */
function startFor(words: readonly string[], match: number): number {
  for (let at = match; at >= Math.max(0, match - maxLead); at -= 1) if (isSentenceStart(words, at)) return at;
  return Math.max(0, match - leadOfCut);
}

/** Whether a word starts a sentence. After an abbreviation, the next word is in lower case. */
function isSentenceStart(words: readonly string[], at: number): boolean {
  if (at === 0) return true;
  return endOfSentence.test(readable(words[at - 1] ?? '')) && !/^\p{Ll}/u.test(words[at] ?? '');
}
