import { words } from 'virtual:learnlog/words';
import { counted, fill, joined } from '../../i18n/phrase.ts';
import type { Found } from './client.ts';

const { search: phrases, language } = words;

/** Describes a result: words that were not found, the query used instead, and the number of pages. */
export function statusOf(shown: number, { total, missing, corrections, instead }: Found): string {
  const changes = instead?.changes ?? missing.map((from) => ({ from }));
  const wrong = new Intl.ListFormat(language).format(changes.map(({ from }) => quoted(from)));
  return joined(words.joins.sentences, [
    ...(changes.length > 0 ? [fill(phrases.missing, { words: wrong })] : []),
    ...(instead ? [fill(phrases.instead, { query: instead.text })] : []),
    ...(total > 0 ? [summaryOf(shown, total)] : changes.length > 0 || corrections.length > 0 ? [] : [phrases.none]),
  ]);
}

function summaryOf(shown: number, total: number): string {
  if (shown === total) return counted(words.results, total, language);
  return fill(counted(words.resultsShown, total, language), { shown: shown.toLocaleString(language) });
}

function quoted(text: string): string {
  return fill(phrases.quoted, { text });
}
