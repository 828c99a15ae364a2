/** A person's name in parts, or a literal for groups, pen names and names that cannot be split. */
export type AuthorName =
  | { readonly literal: string }
  | {
      readonly family: string;
      readonly given: string;
      /** A prefix of the family name that sorting ignores: `von`, `de las`. */
      readonly particle?: string;
      readonly suffix?: string;
    };

const groupWords =
  /(?:^|[\s(])(?:ai|academy|association|authors|center|centre|collaboration|committee|community|company|consortium|contributors|corp|corporation|council|department|developers|editors|face|foundation|group|inc|institute|lab|laboratory|labs|llc|ltd|network|organi[sz]ation|project|research|school|society|staff|team|university)(?=$|[\s.,)])/iu;
/**
 * Words that connect the parts of an institution's name. Those in family names, such as "de" and "y", are not among
 * them.
 */
const linkWords = /\s(?:of|for|the|für|pour|und|et|och)\s/iu;
/** Starts of words in the names of institutions, in several languages. */
const institutionStems =
  /^the\s|(?:^|\s)(?:academ|acad[ée]m|agency|authorit|commission|deepmind|facult|federation|gesellschaft|government|institut|librar|magazin|microsoft|minist[eèé]r|ministr|museum|nvidia|openai|parliament|universi|verein)/iu;
/** Whole words that are also family names, except at the end of a name of three words or more. */
const institutionWords =
  /(?:^|\s)(?:bank|board|bureau|fund|journal|news|press|union)$|\s\S+\s(?:times|post|review|service|trust|office)$/iu;
/** Scripts in which the family name comes first, and names are not inverted: Chinese, Japanese and Korean. */
const familyFirst = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const honorific = /^(?:dr|mr|mrs|ms|prof|professor|sir)\b/iu;
const suffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/iu;
const startsSmall = /^\p{Ll}/u;

/**
 * Splits a name: `Leandro von Werra`, `Werra, Leandro` and `Martin Luther King Jr.` are persons. A name stays whole if it
 * is one word, ends in a lower-case word, or contains a title, a digit, "and" or a word like "team" or "university".
 */
export function authorName(name: string): AuthorName {
  const whole = { literal: name };
  if (groupWords.test(name) || honorific.test(name) || /\d|&|\sand\s/iu.test(name)) return whole;
  const [first = '', second, ...more] = name.split(',').map((part) => part.trim());
  if (
    second === undefined &&
    (institutionStems.test(name) || institutionWords.test(name) || linkWords.test(name) || familyFirst.test(name))
  )
    return whole;
  if (second === undefined) return byWords(name.trim().split(/\s+/)) ?? whole;
  if (more.length > 0 || first === '' || second === '') return whole;
  if (suffix.test(second)) return byWords([...first.split(/\s+/), second]) ?? whole;
  return { family: first, given: second };
}

function byWords(words: readonly string[]): AuthorName | undefined {
  const hasSuffix = words.length > 2 && suffix.test(words.at(-1) ?? '');
  const names = hasSuffix ? words.slice(0, -1) : words;
  const family = names.at(-1) ?? '';
  const before = names.slice(0, -1);
  const small = before.findIndex((word, index) => index > 0 && startsSmall.test(word));
  const given = small < 0 ? before : before.slice(0, small);
  const rest = before.slice(given.length);
  const large = rest.findIndex((word) => !startsSmall.test(word));
  const particle = (large < 0 ? rest : rest.slice(0, large)).join(' ');
  if (given.length === 0 || startsSmall.test(given[0] ?? '') || startsSmall.test(family)) return undefined;
  return {
    family: [...(large < 0 ? [] : rest.slice(large)), family].join(' '),
    given: given.join(' '),
    ...(particle !== '' && { particle }),
    ...(hasSuffix && { suffix: words.at(-1) ?? '' }),
  };
}
