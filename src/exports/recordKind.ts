import type { ResourceType } from '../log/schema.ts';

/** The kind of a record in a bibliography, by the name of its BibTeX entry type. */
export type RecordKind = 'article' | 'inproceedings' | 'incollection' | 'book' | 'misc';

/** The facts that determine the kind of a record. */
interface Appearance {
  readonly type: ResourceType;
  readonly venue?: string | undefined;
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly doi?: string | undefined;
  readonly arxiv?: string | undefined;
  readonly isbn?: string | undefined;
  readonly hasEditors?: boolean;
  /** Whether it is a part of a book. */
  readonly isChapter?: boolean;
}

/** Words in the names of conferences and their proceedings. */
const conferenceWords =
  /\b(?:advances in neural information|annual meeting|colloquium|conf\.|conference|congress|konferenz|lecture notes in|proc\.|proceedings|symposium|tagung|workshop)(?!\w)/i;
/** Conferences that are usually named without such a word. */
const conferenceNames =
  /\b(?:AAAI|ACL|AISTATS|ASPLOS|CAV|CCS|CHI|CIKM|COLING|COLM|COLT|CRYPTO|CVPR|CoNLL|CoRL|EACL|ECCV|ECML|EMNLP|EuroSys|FOCS|ICALP|ICASSP|ICCV|ICDM|ICFP|ICLR|ICML|ICRA|ICSE|IJCAI|INFOCOM|INTERSPEECH|IROS|ISCA|ISMIR|KDD|LICS|LREC|MICCAI|MLSys|NAACL|NDSS|NIPS|NSDI|NeurIPS|OOPSLA|OSDI|PLDI|PODC|PODS|POPL|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SODA|SOSP|SPAA|STOC|UAI|UIST|USENIX|VLDB|WACV|WSDM)\b/;
/** A name with a year, `XYZ 2017` or `XYZ ’17`, which no journal has. */
const withYear = /^\p{Lu}[\p{L}+-]*(?: ?(?:19|20)\d\d| ?['’]\d\d)$/u;
/** Journals with “proceedings” in their name. */
const journals =
  /^proc(?:eedings|\.) of the (?:acm on|american math|ieee$|london math|national academy|royal society|vldb endowment)/i;

/**
 * The kind of a record. A paper or an article is from a journal if it has an issue, or a venue that is neither a
 * conference nor a book with editors or an ISBN. A paper without a venue is from a journal if it has a DOI that is not
 * arXiv's.
 */
export function recordKind(of: Appearance): RecordKind {
  const { type, venue, volume, issue, doi, isbn } = of;
  if (type === 'book') return 'book';
  if (type !== 'paper' && type !== 'article') return 'misc';
  if (of.isChapter) return 'incollection';
  if (venue === undefined) return type === 'paper' && doi !== undefined && !isPreprint(of) ? 'article' : 'misc';
  if (/^arxiv\b/i.test(venue)) return 'misc';
  if (issue !== undefined) return 'article';
  if (isConference(venue)) return 'inproceedings';
  if (of.hasEditors || isbn !== undefined) return 'incollection';
  return type === 'paper' || volume !== undefined || doi !== undefined ? 'article' : 'misc';
}

function isPreprint({ arxiv, doi = '' }: Appearance): boolean {
  return arxiv !== undefined || /^10\.48550\/arxiv\./i.test(doi);
}

function isConference(venue: string): boolean {
  return !journals.test(venue) && (conferenceWords.test(venue) || conferenceNames.test(venue) || withYear.test(venue));
}
