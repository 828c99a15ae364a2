import { isIsbn, isbnDigits, parseArxiv, parseDoi } from '../../../log/identifiers.ts';
import { citationKey, logDate } from '../../../log/values.ts';
import type { ResourceType } from '../../../log/schema.ts';
import { typeFromAddress } from '../../../log/typeFromAddress.ts';
import { draftFields } from '../../sources/draftFields.ts';
import type { Facts, Named } from '../../sources/source.ts';
import { doiAddress, readTarget } from '../../sources/target.ts';
import type { Found, Place, Remark } from '../found.ts';
import { literalBody } from '../literalBody.ts';
import { topicIdFrom } from '../topics.ts';
import { moneySign } from './texText.ts';

/** A record of a bibliography in any format. Its texts have no markup except formulas between dollars. */
export interface Reference {
  readonly at: Place;
  readonly key?: string | undefined;
  /** The type that its kind of record implies, if that is certain. */
  readonly type?: ResourceType | undefined;
  readonly title: string;
  readonly authors?: readonly Named[];
  readonly editors?: readonly Named[];
  readonly published?: string | undefined;
  /** The other facts, by the names of their fields. */
  readonly texts: Readonly<
    Partial<
      Record<
        'venue' | 'volume' | 'issue' | 'pages' | 'publisher' | 'edition' | 'summary' | 'abstract' | 'length',
        string | undefined
      >
    >
  >;
  readonly url?: string | undefined;
  readonly doi?: string | undefined;
  /** One or more. */
  readonly isbn?: string | undefined;
  readonly arxiv?: string | undefined;
  /** Further addresses. */
  readonly links?: Readonly<Partial<Record<'code' | 'slides' | 'video', string | undefined>>>;
  readonly added?: string | undefined;
  readonly keywords: readonly string[];
  /** What a person noted about it. */
  readonly notes: readonly string[];
  /** The names of fields that a log does not have. */
  readonly dropped: readonly string[];
  /** Whether all dollars that are not money belong to TeX. */
  readonly hasTex?: boolean;
  readonly remarks?: readonly Omit<Remark, 'at'>[];
}

/** The most names that `draftFields()` keeps. */
const mostNames = 50;
const longestTitle = 900;
const longestSummary = 300;

/** A record as an entry to import, with remarks on what was changed. */
export async function foundOf(reference: Reference): Promise<Found> {
  const { at, title, authors = [], editors = [], texts, key, keywords } = reference;
  const remarks: Remark[] = (reference.remarks ?? []).map((remark) => ({ ...remark, at }));
  const remark = (kind: Remark['kind'], message: string) => remarks.push({ kind, at, message });
  for (const name of reference.dropped)
    remark('dropped', `The field "${name}" is left out, because a log has no such field.`);
  if ([...authors, ...editors].some(({ name }) => isShouted(name)))
    remark('needs-person', 'A name is in capitals and stays that way.');
  if (authors.length > mostNames || editors.length > mostNames)
    remark('changed', `It has more than ${mostNames} names. The others become “et al.”`);
  if (title.length > longestTitle) remark('changed', 'Its title is too long, so it is shortened.');
  const identity = identityOf(reference, remark);
  const [notes, summary] = notesAndSummary(reference);
  const type = reference.type ?? typeFromAddress(identity) ?? 'article';
  if (reference.type === undefined && typeFromAddress(identity) === undefined)
    remark('changed', 'Its type is not clear, so it becomes an article.');
  const facts: Facts = {
    ...texts,
    title:
      title.length > longestTitle
        ? `${title
            .slice(0, longestTitle)
            .replace(/\$[^$]*$/, '')
            .trimEnd()} …`
        : title,
    ...{ type, authors, editors, published: reference.published, summary },
    ...identity,
  };
  const { fields, leftOut } = await draftFields(facts, { hasTex: reference.hasTex, macros: {} });
  for (const name of leftOut)
    remark('dropped', `The value of "${names[name] ?? name}" is left out, because it is not valid.`);
  const hasKey = key !== undefined && citationKey.safeParse(key).success;
  if (key !== undefined && !hasKey)
    remark('needs-person', 'Its citation key is left out, because it has characters that a key cannot have.');
  const topics = [...new Set(keywords.flatMap((word) => topicIdFrom(word) ?? []))];
  const body = literalBody(notes.join('\n\n'));
  return {
    at,
    kind: 'resource',
    fields: {
      ...withMoney(fields),
      ...linksOf(reference, remark),
      ...day('added', reference.added),
      ...(hasKey && { key }),
      ...(topics.length > 0 && { topics }),
    },
    ...(body !== '' && { body: () => body }),
    remarks,
  };
}

const names: Readonly<Record<string, string>> = { published: 'date' };

/** A name in capitals, longer than initials. */
function isShouted(name: string): boolean {
  return /\p{Lu}{4}/u.test(name) && /\s|,/.test(name) && !/\p{Ll}/u.test(name);
}

/** Its address and identifiers. A DOI or an arXiv identifier is its address if it has none. */
function identityOf(
  { url: written, doi: writtenDoi, arxiv: writtenArxiv, isbn: isbns = '' }: Reference,
  remark: (kind: Remark['kind'], message: string) => void,
): Pick<Facts, 'url' | 'doi' | 'arxiv' | 'isbn'> {
  const doi = writtenDoi === undefined ? undefined : parseDoi(writtenDoi);
  if (writtenDoi !== undefined && doi === undefined)
    remark('needs-person', 'Its DOI is left out, because it is not valid.');
  const arxiv = writtenArxiv === undefined ? undefined : parseArxiv(writtenArxiv);
  const all = isbns.split(/[\s,;/]/);
  const isbn = [isbns, ...all].map(isbnDigits).find((one) => isIsbn(one));
  if (isbns.trim() !== '' && isbn === undefined)
    remark('needs-person', 'Its ISBN is left out, because its check digit is wrong.');
  const target =
    written === undefined ? undefined : readTarget(/^www\./i.test(written) ? `https://${written}` : written);
  if (target && 'failure' in target)
    remark('needs-person', 'Its address is left out, because it is not a web address.');
  const given = target && !('failure' in target) ? target : undefined;
  const url =
    given?.url ?? (doi !== undefined ? doiAddress(doi) : arxiv === undefined ? undefined : arxivAddress(arxiv));
  const told = url === undefined ? {} : readTarget(url);
  const isTold = (name: 'doi' | 'arxiv', value: string | undefined) =>
    value === undefined ||
    (name in told && String(told[name as keyof typeof told]).toLowerCase() === value.toLowerCase());
  return {
    ...(url !== undefined && { url }),
    ...(!isTold('doi', doi) && { doi }),
    ...(!isTold('arxiv', arxiv) && { arxiv }),
    ...(isbn !== undefined && { isbn }),
  };
}

function arxivAddress(id: string): string {
  return `https://arxiv.org/abs/${id}`;
}

/** A short note on one line is the summary if there is none. */
function notesAndSummary({
  notes,
  texts,
}: Reference): readonly [notes: readonly string[], summary: string | undefined] {
  const { summary } = texts;
  const isSummary = summary !== undefined && summary.length <= longestSummary && !summary.trim().includes('\n');
  return summary === undefined || isSummary ? [notes, summary] : [[summary, ...notes], undefined];
}

function linksOf(
  { links = {} }: Reference,
  remark: (kind: Remark['kind'], message: string) => void,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, address] of Object.entries(links)) {
    if (address === undefined) continue;
    const target = readTarget(address);
    if ('failure' in target)
      remark('needs-person', `The address in "${name}" is left out, because it is not a web address.`);
    else if (target.url !== undefined) found[name] = target.url;
  }
  return found;
}

function day(name: string, written: string | undefined): Readonly<Record<string, string>> {
  const [found] = /^\d{4}(?:-\d\d){0,2}/.exec(written?.trim() ?? '') ?? [];
  return found !== undefined && logDate.safeParse(found).success ? { [name]: found } : {};
}

/** Fields in which dollars that are money are escaped if the field takes Markdown. */
function withMoney(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const inline = new Set(['title', 'summary', 'abstract']);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(moneySign, inline.has(name) ? '\\$' : '$') : value,
    ]),
  );
}
