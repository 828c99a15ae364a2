import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { withOwnWords, type OwnWords } from './ownWords.ts';
import { pt } from './pt.ts';
import type { Counted } from './phrase.ts';
import { zh } from './zh.ts';

type Translated<Part> = Part extends string
  ? string
  : Part extends { readonly other: string }
    ? Counted
    : { readonly [Key in keyof Part]: Translated<Part[Key]> };

/** The words of one language, with the same keys as English. A missing key is a type error. */
export type Table = Translated<typeof en>;

/** The tables by language. A further language is a file like `en.ts` and a line here. */
export const tables: Readonly<Record<string, Table>> = { ar, de, en, es, fr, it, ja, pt, zh };

/**
 * The words for a BCP 47 tag, with an owner's own. `language` is the tag, or `en` if its language, or its script, has no
 * table: dates and numbers between English words are English too, and pages mark the language of both.
 */
export function wordsFor(language: string, own: OwnWords = {}) {
  const locale = new Intl.Locale(language).maximize();
  const isKnown = Object.hasOwn(tables, locale.language) && locale.script === scriptOf(locale.language);
  const [found = en, tag] = isKnown ? [tables[locale.language], language] : [en, 'en'];
  const table = withOwnWords(found, own);
  return {
    ...table,
    language: tag,
    client: clientWords(table, tag, language),
    clientProgress: progressWords(table, tag),
  };
}

function scriptOf(language: string): string | undefined {
  return new Intl.Locale(language).maximize().script;
}

export type Words = Readonly<ReturnType<typeof wordsFor>>;

/** The words that are built into the browser scripts. */
export type ClientWords = Readonly<ReturnType<typeof clientWords>>;

function clientWords(table: Table, language: string, logLanguage: string) {
  const { resources, weeks } = table.numbers;
  const { hours, minutes, both, about } = table.time;
  const { search } = table.client;
  const kinds = Object.entries({ ...table.kinds, ...table.types }).map(([kind, { many }]) => [kind, many] as const);
  // Titles in English are part of every log.
  const small = table === en ? search.small : `${search.small} ${en.client.search.small}`.trim();
  return {
    ...table.client,
    search: { ...search, small },
    language,
    /** The language of the log, where its words have another. */
    ...(logLanguage !== language && { logLanguage }),
    /** The kinds of entries in search, in the order of its filters. */
    kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>>,
    resources,
    /** The names of facets, usable as search filters. */
    facets: { ...table.facets, author: table.names.author },
    weeks,
    time: { hours, minutes, both, about },
    joins: table.joins,
  };
}

/** The words for a reader’s progress, built into the scripts that load with the first tick. */
export type ProgressWords = Readonly<ReturnType<typeof progressWords>>;

function progressWords(table: Table, language: string) {
  const { hours, minutes, both, about } = table.time;
  const effort = {
    hours,
    minutes,
    both,
    about,
    withUnknown: table.path.effortWithUnknown,
    unknownLengths: table.numbers.unknownLengths,
    left: table.path.effortLeft,
  };
  return { ...table.clientProgress, language, effort, save: table.progress.save };
}
