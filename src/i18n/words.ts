import { en } from './en.ts';
import type { Counted } from './phrase.ts';

type Translated<Part> = Part extends string
  ? string
  : Part extends { readonly other: string }
    ? Counted
    : { readonly [Key in keyof Part]: Translated<Part[Key]> };

/**
 * The words of one language, with the keys of the English ones. One that is missing is an error of types, and no English
 * phrase stands in for it: a page says in `lang` that all of it is in the language of the log.
 */
export type Table = Translated<typeof en>;

/** The tables by language (BCP 47 tag). A further language is a file like `en.ts` and a line here. */
const tables: Readonly<Record<string, Table>> = { en };

/** The words for a language (BCP 47 tag): those of the tag, else of its language, else English. */
export function wordsFor(language: string) {
  const table = tables[language] ?? tables[new Intl.Locale(language).language] ?? en;
  return { ...table, client: clientWords(table, language), clientProgress: progressWords(table, language) };
}

export type Words = Readonly<ReturnType<typeof wordsFor>>;

/** The words that scripts need; they are built into the scripts. */
export type ClientWords = Readonly<ReturnType<typeof clientWords>>;

function clientWords(table: Table, language: string) {
  const { resources, weeks } = table.numbers;
  const { hours, minutes, about } = table.time;
  const kinds = Object.entries({ ...table.kinds, ...table.types }).map(([kind, { many }]) => [kind, many] as const);
  return {
    ...table.client,
    language,
    /** The kinds of entries that search tells apart, in the order in which it offers them. */
    kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>>,
    resources,
    /** The names of facets, by which a search may narrow down. */
    facets: { ...table.facets, author: table.names.author },
    weeks,
    time: { hours, minutes, about },
  };
}

/** The words for what a reader knows, which are built into the scripts that are loaded when they tick something. */
export type ProgressWords = Readonly<ReturnType<typeof progressWords>>;

function progressWords(table: Table, language: string) {
  const { hours, minutes, about } = table.time;
  const effort = {
    hours,
    minutes,
    about,
    withUnknown: table.path.effortWithUnknown,
    unknownLengths: table.numbers.unknownLengths,
    left: table.path.effortLeft,
  };
  return { ...table.clientProgress, language, effort, save: table.progress.save };
}
