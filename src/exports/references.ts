import { nameInOrder, type Citation, type CitationDate, type CitedName, type CitedType } from './citation.ts';

/** A piece of a formatted reference. */
export interface Run {
  readonly text: string;
  readonly isItalic?: boolean;
  /** Whether it is the address, which runs from left to right whatever is before it. */
  readonly isAddress?: boolean;
}

type Runs = readonly Run[];

/** A style for references. */
interface ReferenceStyle {
  readonly name: string;
  readonly write: (citation: Citation) => Runs;
}

/**
 * The styles, in display order: APA (Publication Manual, 7th edition), IEEE (Reference Guide, 2024) and ACM (reference
 * formats of its journals). Titles keep the capitals that they were written with, and nothing says when somebody read a
 * page, because only the reader knows.
 */
export const referenceStyles: readonly ReferenceStyle[] = [
  { name: 'APA', write: apa },
  { name: 'IEEE', write: ieee },
  { name: 'ACM', write: acm },
];

function apa(citation: Citation): Runs {
  const { authors, editors, kind, edition, pages, volume, issue, publisher, arxiv } = citation;
  const isInside = kind === 'article' || isPart(citation);
  // Proceedings without editors are cited like a journal.
  const isSerial =
    kind === 'article' || (kind === 'inproceedings' && editors.length === 0 && Boolean(volume ?? issue ?? pages));
  const makers = apaMakers(citation);
  const title = [...(isInside ? plain(citation.title) : italic(citation.title)), ...plain(apaNote(citation))];
  const editor = authors.length > 0 ? namesThen(editors, initialsFirst, '&', editorWord(editors)) : '';
  const details = {
    article: () => joined([italic(citation.venue), apaIssue(volume, issue), plain(pages)], ', '),
    part: () => [
      ...plain(['In ', namesThen(editors, initialsFirst, '&', `(${editorWord(editors)})`)].filter(Boolean).join('')),
      ...plain(editors.length > 0 ? ', ' : ''),
      ...italic(citation.venue ?? citation.book),
      ...inBrackets([
        edition && editionOf(edition),
        volume && `Vol. ${volume}`,
        issue && `Issue ${issue}`,
        pageLabel(pages),
      ]),
    ],
    whole: () => plain(arxiv === undefined || kind === 'book' ? containerOf(citation) : ''),
  }[isSerial ? 'article' : isPart(citation) ? 'part' : 'whole']();
  const whole = isInside
    ? []
    : inBrackets([kind === 'book' ? editor : '', edition && editionOf(edition), arxiv && `arXiv:${arxiv}`], '; ');
  const source = publisher ?? (kind === 'misc' && arxiv !== undefined ? 'arXiv' : undefined);
  const date = plain(`(${apaDate(citation)})`);
  const named = [...title, ...whole];
  return sentences(
    [...(makers === '' ? [named, date] : [plain(makers), date, named]), details, plain(isSerial ? '' : source)],
    address('', addressOf(citation)),
  );
}

function ieee(citation: Citation): Runs {
  const { kind, title, edition, volume, issue, pages, publisher, editors, arxiv, doi, published } = citation;
  const people = citation.authors.length > 0 ? citation.authors : editors;
  const makers = [
    shortened(people, citation, initialsFirst, 'and', 6),
    citation.authors.length === 0 && editors.length > 0 ? editorWord(editors) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const first = makers === '' ? [] : plain(`${makers}, `);
  const number = [volume && `vol. ${volume}`, issue && `no. ${issue}`];
  const day = published && ieeeDate(published, kind === 'misc');
  const online = address('[Online]. Available: ', doi === undefined ? citation.url : undefined);
  const identifier = doi && `doi: ${doi}`;
  if (kind === 'book') {
    const named = joined([italic(title), plain(edition && editionOf(edition))], ', ');
    const made = plain([publisher ?? containerOf(citation), day, identifier].filter(Boolean).join(', '));
    return sentences([[...first, ...named], made], online);
  }
  const quoted = inQuotes(title);
  const rest = {
    article: () => [italic(citation.venue), ...[...number, pageLabel(pages), day, identifier].map(plain)],
    part: () => [
      [...plain('in '), ...italic(citation.venue ?? citation.book)],
      ...[edition && editionOf(edition), ...number].map(plain),
      plain(
        citation.authors.length > 0 ? namesThen(editors, initialsFirst, 'and', `, ${editorWord(editors)}`, '') : '',
      ),
      ...[publisher, day, pageLabel(pages), identifier].map(plain),
    ],
    whole: () => [italic(containerOf(citation)), ...[arxiv && `arXiv:${arxiv}`, publisher, day, identifier].map(plain)],
  }[kind === 'article' ? 'article' : isPart(citation) ? 'part' : 'whole']();
  return sentences([[...first, ...quoted, ...after(joined(rest, ', '))]], online);
}

function acm(citation: Citation): Runs {
  const { kind, title, edition, volume, issue, pages, publisher, editors, arxiv, published } = citation;
  const people = citation.authors.length > 0 ? citation.authors : editors;
  const isByEditors = citation.authors.length === 0 && editors.length > 0;
  const makers = [shortened(people, citation, nameInOrder, 'and'), isByEditors ? `(${editorWord(editors)})` : '']
    .filter(Boolean)
    .join(' ');
  const year = published ? `${published.about ? 'ca. ' : ''}${published.iso.slice(0, 4)}` : '[n. d.]';
  const month = published && monthOf(published) && `${monthOf(published)} ${published.iso.slice(0, 4)}`;
  const named = [
    ...(kind === 'book' ? italic(title) : plain(title)),
    ...(kind === 'book' ? inBrackets([edition && editionOf(edition)]) : []),
  ];
  const details = {
    article: () => {
      const place = [volume, issue].filter(Boolean).join(', ');
      const where = [
        ...italic(citation.venue),
        ...plain([place && ` ${place}`, month && ` (${month})`].filter(Boolean).join('')),
      ];
      return [joined([where, plain(pages)], ', ')];
    },
    part: () => {
      const book = [
        ...plain('In '),
        ...italic(citation.venue ?? citation.book),
        ...inBrackets([edition && editionOf(edition)]),
      ];
      const editor = isByEditors ? '' : namesThen(editors, nameInOrder, 'and', `(${editorWord(editors)})`);
      return [joined([book, plain(editor)], ', '), plain([publisher, pages].filter(Boolean).join(', '))];
    },
    whole: () => [
      italic(containerOf(citation)),
      plain(arxiv && `arXiv:${arxiv}`),
      plain(publisher),
      plain(kind === 'misc' && published && (published.parts[1] ?? 0) > 0 ? `(${longDate(published)})` : ''),
    ],
  }[kind === 'article' ? 'article' : isPart(citation) ? 'part' : 'whole']();
  return sentences(
    [...(makers === '' ? [named, plain(year)] : [plain(makers), plain(year), named]), ...details],
    address(citation.doi === undefined ? 'Retrieved from ' : '', addressOf(citation)),
  );
}

/** Whether it is a chapter or a paper in proceedings. */
function isPart({ kind }: Citation): boolean {
  return kind === 'incollection' || kind === 'inproceedings';
}

/** What a work that stands alone appeared in: a channel, a site, a series. */
function containerOf({ venue, series }: Citation): string | undefined {
  return venue ?? series;
}

/** The persistent address of a work, or else its own. */
function addressOf({ doi, url }: Citation): string | undefined {
  return doi === undefined ? url : `https://doi.org/${doi}`;
}

/** What APA calls works that are not texts. */
const apaNotes: Readonly<Partial<Record<CitedType, string>>> = {
  video: ' [Video]',
  lecture: ' [Lecture]',
  code: ' [Computer software]',
  tool: ' [Computer software]',
  podcast: ' [Audio podcast]',
  thread: ' [Online forum post]',
};

function apaNote({ type, kind }: Citation): string {
  return (kind === 'misc' && apaNotes[type]) || '';
}

function apaMakers(citation: Citation): string {
  const { authors, hasMoreAuthors, editors, kind } = citation;
  if (authors.length > 0) return apaList(authors.map(familyFirst), hasMoreAuthors);
  if (kind !== 'book' || editors.length === 0) return '';
  return `${apaList(editors.map(familyFirst), citation.hasMoreEditors)} (${editorWord(editors)})`;
}

/** Names with `&` before the last; of more than twenty, the first nineteen and the last. */
function apaList(names: readonly string[], hasMore: boolean): string {
  const last = names.at(-1) ?? '';
  if (hasMore) return `${names.slice(0, 19).join(', ')}, et al.`;
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, … ${last}`;
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')}, & ${last}`;
}

function apaIssue(volume: string | undefined, issue: string | undefined): Runs {
  return [...italic(volume), ...plain(issue && `(${issue})`)];
}

/** `2017`, or `2017, June 12` for works that are not from journals or books. */
function apaDate({ published, kind, type }: Citation): string {
  if (!published) return 'n.d.';
  const year = published.iso.slice(0, 4);
  const month = monthOf(published);
  const day = published.parts[2];
  const hasDay = kind === 'misc' && type !== 'paper' && month !== undefined;
  return `${published.about ? 'ca. ' : ''}${year}${hasDay ? `, ${month}${day === undefined ? '' : ` ${day}`}` : ''}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function monthOf({ parts }: CitationDate): string | undefined {
  return months[(parts[1] ?? 0) - 1];
}

/** `June 12, 2017` or `June 2017`. */
function longDate(date: CitationDate): string {
  const day = date.parts[2];
  return `${date.about ? 'ca. ' : ''}${monthOf(date)}${day === undefined ? '' : ` ${day},`} ${date.iso.slice(0, 4)}`;
}

/** `Jun. 12, 2017` or `Jun. 2017`; months of up to four letters are not shortened. */
function ieeeDate(date: CitationDate, withDay: boolean): string {
  const month = monthOf(date);
  const short =
    month === undefined || month.length <= 4 ? month : `${month === 'September' ? 'Sept' : month.slice(0, 3)}.`;
  const day = withDay && date.parts[2] !== undefined ? `${date.parts[2]},` : undefined;
  return [date.about ? 'ca.' : undefined, short, day, date.iso.slice(0, 4)]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** `2nd ed.` for `2`, `2nd` or `2nd edition`. */
function editionOf(edition: string): string {
  if (/\bed(?:\.|n\b|ition\b)/i.test(edition)) return edition.replace(/\s*\b(?:ed(?:\.|n\.?|ition))\s*$/i, ' ed.');
  return `${/^\d+$/.test(edition) ? ordinal(Number(edition)) : edition} ed.`;
}

function ordinal(number: number): string {
  const ending = number % 100 > 10 && number % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

function pageLabel(pages: string | undefined): string | undefined {
  return pages && `${/[–,]/.test(pages) ? 'pp.' : 'p.'} ${pages}`;
}

function editorWord(editors: readonly CitedName[]): string {
  return editors.length > 1 ? 'Eds.' : 'Ed.';
}

/** `von Werra, L.` */
function familyFirst({ parts }: CitedName): string {
  if ('literal' in parts) return parts.literal;
  const family = [parts.particle, parts.family].filter((part) => part !== undefined).join(' ');
  return [family, initials(parts.given), parts.suffix].filter((part) => part).join(', ');
}

/** `L. von Werra` */
function initialsFirst({ parts }: CitedName): string {
  if ('literal' in parts) return parts.literal;
  return [initials(parts.given), parts.particle, parts.family, parts.suffix].filter((part) => part).join(' ');
}

/** `J.-P. R.` for `Jean-Paul Rémi`; a word in lower case stays. */
function initials(given: string): string {
  return given
    .replace(/\.(?=\p{L})/gu, '. ')
    .split(/\s+/)
    .map((word) => (/^\p{Ll}/u.test(word) ? word : word.split('-').map(initialOf).join('-')))
    .join(' ');
}

function initialOf(name: string): string {
  const [letter = ''] = new Intl.Segmenter().segment(name)[Symbol.iterator]().next().value?.segment ?? '';
  return letter === '' ? '' : `${letter}.`;
}

/** Names with a word before the last; with “et al.” after the first if there are more than `most`. */
function shortened(
  people: readonly CitedName[],
  { authors, hasMoreAuthors, hasMoreEditors }: Citation,
  nameOf: (name: CitedName) => string,
  and: string,
  most = Number.POSITIVE_INFINITY,
): string {
  const names = people.map(nameOf);
  const hasMore = authors.length > 0 ? hasMoreAuthors : hasMoreEditors;
  if (names.length > most) return `${names[0]} et al.`;
  if (hasMore) return names.length > 1 ? `${names.join(', ')}, et al.` : `${names.join('')} et al.`;
  return listed(names, and);
}

function listed(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  if (names.length < 3) return names.join(` ${and} `);
  return `${names.slice(0, -1).join(', ')}, ${and} ${last}`;
}

/** Names and what follows them; empty if there are none. */
function namesThen(
  people: readonly CitedName[],
  nameOf: (name: CitedName) => string,
  and: string,
  then: string,
  space = then.startsWith('(') ? ' ' : ', ',
): string {
  return people.length === 0 ? '' : `${listed(people.map(nameOf), and)}${space}${then}`;
}

function plain(text: string | undefined): Runs {
  return text ? [{ text }] : [];
}

function italic(text: string | undefined): Runs {
  return text ? [{ text, isItalic: true }] : [];
}

/** An address after English words. */
function address(before: string, url: string | undefined): Runs {
  return url ? [{ text: `${before}${url}`, isAddress: true }] : [];
}

/** A title in quotation marks, with the comma that follows it inside them. */
function inQuotes(title: string): Runs {
  return plain(`“${title}${/[.?!…]$/u.test(title) ? '' : ','}”`);
}

/** What follows a title in quotation marks. Without anything, the comma becomes a full stop. */
function after(runs: Runs): Runs {
  return runs.length === 0 ? [] : [{ text: ' ' }, ...runs];
}

/** ` (a, b)`; empty if there are no parts. */
function inBrackets(parts: readonly (string | undefined)[], separator = ', '): Runs {
  const known = parts.filter((part) => part);
  return known.length === 0 ? [] : plain(` (${known.join(separator)})`);
}

function joined(parts: readonly Runs[], separator: string): Runs {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [{ text: separator }, ...part]));
}

/** Parts as sentences, and an address, after which a full stop would seem a part of it. */
function sentences(parts: readonly Runs[], address: Runs): Runs {
  return joined([...parts.filter((part) => part.length > 0).map(stopped), address], ' ');
}

function stopped(runs: Runs): Runs {
  const end = runs.at(-1)?.text ?? '';
  if (/,”$/.test(end)) return [...runs.slice(0, -1), { ...runs.at(-1), text: end.replace(/,”$/, '.”') }];
  return /[.?!…。？！؟]”?$/u.test(end) ? runs : [...runs, { text: '.' }];
}

/** A reference without italics. */
export function textOf(runs: Runs): string {
  return runs.map(({ text }) => text).join('');
}
