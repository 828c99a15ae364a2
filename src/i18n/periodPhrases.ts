import type { Period, PeriodName } from '../log/period.ts';
import { isCounted } from './ownWords.ts';
import { fill, type Counted } from './phrase.ts';
import type { Table } from './table.ts';

/**
 * The placeholders for the word for a log's periods, which any phrase may have: the word in singular and plural, both also
 * with a capital, and the word after a number.
 */
export const periodPlaceholders: readonly string[] = ['{period}', '{periods}', '{Period}', '{Periods}', '{counted}'];

type PeriodWords = Table['periods'][PeriodName];

/** A table with the word for the periods of a log in its phrases. `language` is that of the table (BCP 47). */
export function withPeriod(table: Table, period: Period, language: string): Table {
  const words = typeof period === 'string' ? table.periods[period] : wordsOf(period);
  return filled(table, words, language) as Table;
}

/** The words as an owner writes them, which may lack plural forms of the language. */
function wordsOf({ one, other }: Exclude<Period, PeriodName>): PeriodWords {
  return { one, many: other, counted: { one, other } };
}

function filled(part: string | object, { one, many, counted }: PeriodWords, language: string): unknown {
  const values = {
    period: one,
    periods: many,
    Period: capitalised(one, language),
    Periods: capitalised(many, language),
  };
  const fillAll = (below: string | object): unknown => {
    if (typeof below === 'string') return fill(below, { ...values, counted: counted.other });
    if (isCounted(below)) return countedWith(below, values, counted);
    return Object.fromEntries(Object.entries(below).map(([key, inner]) => [key, fillAll(inner)]));
  };
  return fillAll(part);
}

/** Every plural form of a phrase, with that form of the word. A phrase without its number needs a form of its own. */
function countedWith(phrase: Counted, values: Readonly<Record<string, string>>, counted: Counted): Counted {
  const forms = Object.entries(phrase as Readonly<Record<Intl.LDMLPluralRule, string>>) as [
    Intl.LDMLPluralRule,
    string,
  ][];
  const known = forms.filter(
    ([form, text]) => counted[form] !== undefined || !text.includes('{counted}') || text.includes('{n}'),
  );
  const made = known.map(([form, text]) => [form, fill(text, { ...values, counted: counted[form] ?? counted.other })]);
  return Object.fromEntries(made);
}

function capitalised(word: string, language: string): string {
  const [first = ''] = word;
  return first.toLocaleUpperCase(language) + word.slice(first.length);
}
