import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFor } from '../i18n/languages.ts';
import { isCounted, type OwnWords } from '../i18n/ownWords.ts';
import { periodPlaceholders } from '../i18n/periodPhrases.ts';
import { hiddenCharacters } from '../log/hiddenCharacters.ts';
import { startOfFile, type Problem } from '../log/problem.ts';
import { didYouMean } from '../log/suggest.ts';
import { readText } from './files.ts';
import { readYaml, type YamlValues } from './yaml.ts';

/** The result of reading an owner's words. Empty if there are none. */
export interface WordsReading {
  readonly words: OwnWords;
  readonly text?: string;
  readonly problems: readonly Problem[];
}

/** The path of an owner's words, relative to the log's folder. */
export const wordsFile = 'content/words.yaml';

const largestFile = 16 * 1024;

/** Reads `content/words.yaml` of a log's folder and checks it against the words of the log's language. */
export async function readWords(folder: string, language: string): Promise<WordsReading> {
  const isThere = (file: string) => lstat(join(folder, file)).catch(() => undefined);
  const problem = (rule: Problem['rule'], message: string, file = wordsFile) => ({
    words: {},
    problems: [{ rule, message, file, range: startOfFile }],
  });
  if (!(await isThere(wordsFile))) {
    const other = 'content/words.yml';
    return (await isThere(other))
      ? problem('invalid-words', `This file is not read: rename it to "${wordsFile}".`, other)
      : { words: {}, problems: [] };
  }
  const read = await readText(folder, wordsFile, largestFile);
  if ('rule' in read) return problem(read.rule, read.message);
  const { words, problems } = parseWords(read.text, language);
  return { words, text: read.text, problems: [...hiddenCharacters(wordsFile, read.text), ...problems] };
}

/** Checks the text of an owner's words, and returns the valid ones. */
export function parseWords(
  text: string,
  language: string,
): { readonly words: OwnWords; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, 1);
  const problems: Problem[] = [];
  if ('problems' in yaml) {
    for (const problem of yaml.problems) problems.push({ ...problem, file: wordsFile });
    return { words: {}, problems };
  }
  const report: Report = (path, message, ofKey = false) => {
    const ranges = ofKey ? yaml.keyRanges : yaml.ranges;
    problems.push({ rule: 'invalid-words', file: wordsFile, range: ranges[path] ?? startOfFile, message });
  };
  const { table } = tableFor(language);
  const words = checkGroup(yaml.value ?? {}, '', { table, part: table, report, forms: formsOf(language) });
  return { words: words ?? {}, problems };
}

type Report = (path: string, message: string, ofKey?: boolean) => void;

interface Expected {
  /** The words of the language, and the part of them at a path. */
  readonly table: object;
  readonly part: object;
  readonly report: Report;
  /** The plural forms of the language. */
  readonly forms: readonly string[];
}

function formsOf(language: string): readonly string[] {
  return new Intl.PluralRules(tableFor(language).language).resolvedOptions().pluralCategories;
}

/** The valid words of a group; undefined if it is not a group. */
function checkGroup(value: YamlValues['value'], path: string, expected: Expected): object | undefined {
  const { table, part, report } = expected;
  const name = path === '' ? `"${wordsFile}"` : `"${path}"`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const [example = ''] = Object.keys(part);
    report(path, `${name} takes names with their words, such as "${example}".`);
    return undefined;
  }
  const words = Object.entries(value).flatMap(([key, below]): readonly (readonly [string, unknown])[] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(part, key)) {
      const elsewhere = pathsOf(table).find((one) => one.endsWith(`.${key}`));
      const meant = didYouMean(key, Object.keys(part)) || (elsewhere ? ` Did you mean "${elsewhere}"?` : '');
      report(at, `The site has no words "${at}".${meant}`, true);
      return [];
    }
    const standard = (part as Readonly<Record<string, string | object>>)[key] ?? '';
    const checked =
      typeof standard === 'string'
        ? checkPhrase(below, at, standard, report)
        : isCounted(standard)
          ? checkCounted(below, at, standard.other, expected)
          : checkGroup(below, at, { ...expected, part: standard });
    return checked === undefined ? [] : [[key, checked]];
  });
  return Object.fromEntries(words);
}

/** The paths of all words, such as `frame.search`. */
export function pathsOf(part: object, path = ''): readonly string[] {
  return Object.entries(part).flatMap(([key, below]: [string, string | object]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof below === 'string' || isCounted(below) ? [at] : pathsOf(below, at);
  });
}

function checkCounted(value: unknown, path: string, standard: string, { forms, report }: Expected): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('other' in value)) {
    report(path, `"${path}" takes a phrase for each plural form: ${forms.join(', ')}. "other" is required.`);
    return undefined;
  }
  const phrases = Object.entries(value).map(([form, phrase]): readonly [string, unknown] => {
    const at = `${path}.${form}`;
    if (!forms.includes(form)) {
      report(at, `"${form}" is not a plural form of the language: ${forms.join(', ')}.`, true);
      return [form, undefined];
    }
    return [form, checkPhrase(phrase, at, standard, report, form !== 'other')];
  });
  return phrases.some(([, phrase]) => phrase === undefined) ? undefined : Object.fromEntries(phrases);
}

/**
 * The phrase, if it is a text with the placeholders of the standard phrase; `mayOmit` allows fewer. Placeholders for
 * periods may always be left out or added.
 */
function checkPhrase(
  value: unknown,
  path: string,
  standard: string,
  report: Report,
  mayOmit = false,
): string | undefined {
  if (typeof value !== 'string' || value.trim() === '' || /[\r\n]/.test(value)) {
    report(path, `"${path}" takes a text on one line, such as "${standard}".`);
    return undefined;
  }
  const [own, wanted] = [placeholdersOf(value), placeholdersOf(standard)];
  const missing = mayOmit ? [] : wanted.filter((name) => !own.includes(name) && !periodPlaceholders.includes(name));
  const unknown = own.filter((name) => !wanted.includes(name) && !periodPlaceholders.includes(name));
  if (missing.length > 0) report(path, `"${path}" needs ${missing.join(' and ')}, as in "${standard}".`);
  if (unknown.length > 0) {
    const known = wanted.length === 0 ? 'no placeholders' : `only ${wanted.join(' and ')}`;
    report(path, `"${path}" has ${unknown.join(' and ')}, but takes ${known}, as in "${standard}".`);
  }
  return missing.length + unknown.length > 0 ? undefined : value;
}

function placeholdersOf(phrase: string): readonly string[] {
  return [...new Set(phrase.match(/\{\w+\}/g))];
}
