import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { defaultNaming, periodFolder, type Period } from '../log/period.ts';
import { ja } from './ja.ts';
import { withOwnWords, type OwnWords } from './ownWords.ts';
import { withPeriod } from './periodPhrases.ts';
import { pt } from './pt.ts';
import type { Table } from './table.ts';
import { zh } from './zh.ts';

/** The tables by language. A further language is a file like `en.ts` and a line here. */
export const tables: Readonly<Record<string, Table>> = { ar, de, en, es, fr, it, ja, pt, zh };

/**
 * The table for a BCP 47 tag, and the tag. If no table has its language and script, both are English, so that dates and
 * numbers match the words.
 */
export function tableFor(language: string): { readonly table: Table; readonly language: string } {
  const locale = new Intl.Locale(language).maximize();
  const table = Object.hasOwn(tables, locale.language) ? tables[locale.language] : undefined;
  return table && locale.script === scriptOf(locale.language) ? { table, language } : { table: en, language: 'en' };
}

/** The words for a BCP 47 tag, with the owner’s own words, for a log with this period. */
export function wordsFor(language: string, own: OwnWords = {}, period: Period = defaultNaming.period) {
  const { table: found, language: tag } = tableFor(language);
  const table = withPeriod(withOwnWords(found, own), period, tag);
  const small = found === en ? [] : [en.client.search.small];
  return {
    ...table,
    language: tag,
    clientReading: readingWords(table, tag, period),
    client: clientWords(table, { language: tag, logLanguage: language, small }),
    clientPlan: planWords(table, tag),
    clientProgress: progressWords(table, tag),
  };
}

function scriptOf(language: string): string | undefined {
  return new Intl.Locale(language).maximize().script;
}

export type Words = Readonly<ReturnType<typeof wordsFor>>;

/** The words of the scripts that run on every page. */
export type ReadingWords = Readonly<ReturnType<typeof readingWords>>;

function readingWords({ client }: Table, language: string, period: Period) {
  const { anchor, code, figure, note, theme } = client;
  /** The folder of the pages of periods, in addition to `weeks/`. */
  return { anchor, code, figure, note, theme, language, periodFolder: periodFolder(period) };
}

/** The words of the scripts that load when a reader needs them, above all for the search. */
export type ClientWords = Readonly<ReturnType<typeof clientWords>>;

function clientWords(
  table: Table,
  { language, logLanguage, small }: { language: string; logLanguage: string; small: readonly string[] },
) {
  const { keys, library, marked, marks, preview, recentSearches, resourcesOf } = table.client;
  const { results, resultsShown, search, searchKeys } = table.client;
  const kinds = Object.entries({ ...table.kinds, ...table.types }).map(([kind, { many }]) => [kind, many] as const);
  return {
    keys,
    library,
    marked,
    marks,
    preview,
    recentSearches,
    resourcesOf,
    results,
    resultsShown,
    searchKeys,
    // Every log has titles in English.
    search: { ...search, small: [search.small, ...small].join(' ').trim() },
    language,
    /** The language of the log, if the interface has another. */
    ...(logLanguage !== language && { logLanguage }),
    /** The kinds of entries in search, in the order of its filters. */
    kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>>,
    resources: table.numbers.resources,
    /** The names of facets, usable as search filters. */
    facets: { ...table.facets, author: table.names.author },
    joins: table.joins,
  };
}

/** The words of plans, built into the script that loads with the first plan. */
export type PlanWords = Readonly<ReturnType<typeof planWords>>;

function planWords(table: Table, language: string) {
  const { client, joins, path } = table;
  const { copied } = client.anchor;
  return { ...client.plan, copied, language, joins, total: path.effort, effort: effortWords(table) };
}

/** The words for a reader’s progress, built into the scripts that load with the first tick. */
export type ProgressWords = Readonly<ReturnType<typeof progressWords>>;

function progressWords(table: Table, language: string) {
  const { save, known: mark } = table.progress;
  return { ...table.clientProgress, language, effort: effortWords(table), save, mark };
}

function effortWords(table: Table) {
  const { hours, minutes, both, about } = table.time;
  return {
    hours,
    minutes,
    both,
    about,
    brackets: table.joins.brackets,
    withUnknown: table.path.effortWithUnknown,
    unknownLengths: table.numbers.unknownLengths,
    left: table.path.effortLeft,
  };
}
