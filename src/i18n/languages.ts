import { en } from './en.ts';
import type { Counted } from './phrase.ts';

type Translated<Part> = Part extends string
  ? string
  : Part extends { readonly other: string }
    ? Counted
    : { readonly [Key in keyof Part]: Translated<Part[Key]> };

/**
 * The words of one language, with the same keys as English. A missing key is a type error. There is no fallback to
 * English, because the `lang` attribute of a page covers all of its text.
 */
export type Table = Translated<typeof en>;

/** The tables by language (BCP 47 tag). A further language is a file like `en.ts` and a line here. */
const tables: Readonly<Record<string, Table>> = { en };

/** The words for a BCP 47 tag: for the full tag, or else for its language, or else English. */
export function wordsFor(language: string) {
  const table = tables[language] ?? tables[new Intl.Locale(language).language] ?? forOtherLanguage(en);
  return { ...table, client: clientWords(table, language), clientProgress: progressWords(table, language) };
}

/** English words for a language with other plural rules. */
function forOtherLanguage<Part>(part: Part): Part {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  if ('one' in part && 'other' in part) return { '=1': part.one, other: part.other } as Part;
  return Object.fromEntries(Object.entries(part).map(([name, below]) => [name, forOtherLanguage(below)])) as Part;
}

export type Words = Readonly<ReturnType<typeof wordsFor>>;

/** The words that are built into the browser scripts. */
export type ClientWords = Readonly<ReturnType<typeof clientWords>>;

function clientWords(table: Table, language: string) {
  const { resources, weeks } = table.numbers;
  const { hours, minutes, about } = table.time;
  const kinds = Object.entries({ ...table.kinds, ...table.types }).map(([kind, { many }]) => [kind, many] as const);
  return {
    ...table.client,
    language,
    /** The kinds of entries in search, in the order of its filters. */
    kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>>,
    resources,
    /** The names of facets, usable as search filters. */
    facets: { ...table.facets, author: table.names.author },
    weeks,
    time: { hours, minutes, about },
  };
}

/** The words for a reader’s progress, built into the scripts that load with the first tick. */
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
