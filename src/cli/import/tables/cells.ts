import { dayOf, parseDate } from '../../../log/date.ts';
import { resourceTypes, type ResourceType, type Status } from '../../../log/schema.ts';

const statusWords: Readonly<Record<Status, readonly string[]>> = {
  finished: ['finished', 'read', 'done', 'completed', 'complete', 'already read', 'have read', 'watched', 'listened'],
  reading: [
    ...['reading', 'currently reading', 'in progress', 'started', 'doing', 'reading now', 'watching', 'listening'],
    ...['rereading', 'ongoing', 'current'],
  ],
  queued: [
    ...[
      'to read',
      'want to read',
      'queued',
      'queue',
      'planned',
      'not started',
      'not begun',
      'to do',
      'todo',
      'backlog',
    ],
    ...[
      'for later',
      'read later',
      'unread',
      'next',
      'up next',
      'wishlist',
      'wish list',
      'reading list',
      'tbr',
      'to watch',
    ],
  ],
  abandoned: [
    ...['abandoned', 'did not finish', 'dnf', 'stopped reading', 'stopped', 'unfinished', 'gave up', 'dropped', 'quit'],
  ],
  skimmed: ['skimmed', 'partially read', 'browsed'],
};

/** The status in a cell; undefined if it is not certain. */
export function readStatus(cell: string): Status | undefined {
  const word = plainWords(cell);
  return Object.entries(statusWords).find(([, words]) => words.includes(word))?.[0] as Status | undefined;
}

/** Names of shelves and lists that say nothing about their contents. */
const usualLists = [
  'your library',
  'read but unowned',
  'owned',
  'favorites',
  'favourites',
  'default',
  'unsorted',
  'all',
];

/** The names of topics in a cell, without the names of statuses. */
export function readTopics(cell: string): readonly string[] {
  // Notion writes the address of a related page after its name.
  const names = cell.replace(/ \(https:\/\/(?:www\.)?notion\.so\/[^()\s]*\)/g, '').split(/[,;|\n]/);
  return names
    .map((name) => name.trim().replace(/^#/, ''))
    .filter((name) => /\p{L}/u.test(name) && readStatus(name) === undefined && !usualLists.includes(plainWords(name)));
}

const typeWords: Readonly<Partial<Record<ResourceType, RegExp>>> = {
  // An ASIN is an ISBN, or an identifier of an edition for the Kindle.
  book: /^(?:e ?book|audio ?book|novel|textbook|book section|b0[0-9a-z]{8}|\d{9}[\dx])$/,
  paper: /^(?:journal ?article|conference ?paper|preprint|thesis|report|academic paper|research paper|study)$/,
  article: /^(?:blog ?post|blog|web ?page|website|magazine ?article|newspaper ?article|essay|post|newsletter)$/,
  video: /^(?:film|movie|video ?recording|youtube|talk|documentary)$/,
  lecture: /^presentation$/,
  course: /^(?:online course|mooc|class)$/,
  code: /^(?:software|repository|computer ?program)$/,
  podcast: /^(?:podcast episode|audio ?recording|episode)$/,
  thread: /^(?:tweet|tweets|forum ?post|thread|discussion)$/,
  reference: /^(?:encyclopedia ?article|dictionary ?entry|documentation|docs|manual)$/,
};

/** The type in a cell; undefined if it is not one of ours. */
export function readType(cell: string): ResourceType | undefined {
  const word = plainWords(cell.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '));
  return resourceTypes.find((type) => type === word || `${type}s` === word || typeWords[type]?.test(word));
}

function plainWords(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a cell says yes or no, like a checkbox; undefined if it says something else. */
export function readFlag(cell: string): boolean | undefined {
  if (/^(?:yes|true|x|✓|✔|✅|1|y)$/iu.test(cell)) return true;
  return /^(?:no|false|0|n)$/i.test(cell) ? false : undefined;
}

/** An ISBN without the formula that prevents spreadsheets from changing it, or LibraryThing's brackets. */
export function readIsbn(cell: string): string {
  return cell.replace(/^=?["'[]{1,4}|["'\]]{1,4}$/g, '').trim();
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/;

/**
 * Reads the dates of a column, in the form of frontmatter. The other cells show whether 3/4/2021 is in March or in
 * April; if none does, it is not read. A cell without a date gives undefined.
 */
export function dateReader(cells: readonly string[]): (cell: string) => string | undefined {
  const numbers = cells.flatMap((cell) => {
    const [, first, second] = slashed.exec(cell) ?? [];
    return first === undefined ? [] : [[Number(first), Number(second)] as const];
  });
  const isDayFirst = numbers.some(([first]) => first > 12);
  const isMonthFirst = numbers.some(([, second]) => second > 12);
  return (cell) => {
    const [, first = '', second = '', year = ''] = slashed.exec(cell) ?? [];
    if (year === '') return readDate(cell);
    if (isDayFirst !== isMonthFirst) return validDate(year, ...(isDayFirst ? [second, first] : [first, second]));
    return first === second ? validDate(year, first, second) : undefined;
  };
}

/** A date whose parts are certain. */
function readDate(cell: string): string | undefined {
  const text = cell.replace(/^[["']{1,4}|[\]"']{1,4}$/g, '').trim();
  const [, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s,])/.exec(text) ?? [];
  if (year !== undefined) return validDate(year, month, day);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/.exec(text);
  if (dotted) return validDate(dotted[3], dotted[2], dotted[1]);
  const named =
    /^(?:\p{L}{3,9},\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(\p{L}{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)/u.exec(
      text,
    );
  if (named) {
    const number = months.indexOf((named[2] ?? '').slice(0, 3).toLowerCase()) + 1;
    return number === 0 ? undefined : validDate(named[4], String(number), named[1] ?? named[3]);
  }
  // Seconds or milliseconds since 1970.
  if (!/^\d{9,13}$/.test(text)) return undefined;
  return dayOf(new Date(Number(text) * (text.length > 10 ? 1 : 1000)));
}

function validDate(...parts: readonly (string | undefined)[]): string | undefined {
  const text = parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return parseDate(text) === undefined ? undefined : text;
}

/** How a column writes names. */
export interface NameOrder {
  /** Whether a comma is always between two names. */
  readonly hasLists: boolean;
  /** Whether a single comma comes after the family name. */
  readonly isInverted: boolean;
}

const between = /[;\n|]|\s&\s|\s(?:and|und|et|y)\s(?=\S{1,100}\s)/u;
const suffix = /^(?:jr|sr|i{2,3}|iv|ph\.?\s?d|m\.?d)\.?$/i;

/** How the names of a column are written: `Mann, Thomas` or `Thomas Mann, Heinrich Mann`. */
export function nameOrderOf(cells: readonly string[], hasLists: boolean): NameOrder {
  const pairs = cells
    .flatMap((cell) => cell.split(between))
    .map((name) => name.split(',').map((part) => part.trim()))
    .filter((parts) => parts.length === 2 && !suffix.test(parts[1] ?? ''));
  const inverted = pairs.filter(([family = '']) => !/\s/.test(family));
  return { hasLists, isInverted: !hasLists && inverted.length * 2 > pairs.length };
}

/** The names in a cell of authors, given names first. */
export function readNames(cell: string, { hasLists, isInverted }: NameOrder): readonly string[] {
  const all = cell.replace(/^\[|\]$/g, '').split(between);
  return all.flatMap((name) => {
    const parts = name
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const whole = parts.filter((part) => !suffix.test(part));
    if (whole.length < parts.length && whole.length === 1) return [parts.join(' ')];
    if (parts.length === 2 && !hasLists && (isInverted || !/\s/.test(parts[0] ?? '')))
      return [`${parts[1]} ${parts[0]}`];
    return parts;
  });
}
