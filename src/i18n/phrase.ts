/** A phrase with a number, `{n}`, for each plural form of its language (Unicode CLDR plural rules). */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Fills in a phrase: `{name}` becomes the value of that name. */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Joins texts with a phrase for two of them: `{first}, {second}`. */
export function joined(phrase: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : texts.reduce((first, second) => fill(phrase, { first, second }));
}

/** Formats a count in the plural form and digits of a language (BCP 47 tag). */
export function counted(phrase: Counted, number: number, language: string): string {
  return fill(phraseFor(phrase, number, language), { n: number.toLocaleString(language) });
}

/** The plural form of a phrase for a number in a language. */
export function phraseFor(phrase: Counted, number: number, language: string): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  return phrase[rules.select(number)] ?? phrase.other;
}

/** Cached by language, because creating one takes longer than formatting a thousand phrases. */
const pluralRules = new Map<string, Intl.PluralRules>();

/** `3 h 31 min`, `45 min`, `2 h`, without line breaks, in the digits of a language (BCP 47); empty for 0. */
export function hoursAndMinutes(
  minutes: number,
  units: Readonly<Record<'hours' | 'minutes' | 'both', string>>,
  language: string,
): string {
  const amount = (unit: string, value: number) => (value > 0 ? fill(unit, { n: value.toLocaleString(language) }) : '');
  const hours = amount(units.hours, Math.floor(minutes / 60));
  const rest = amount(units.minutes, minutes % 60);
  const time = hours === '' || rest === '' ? hours + rest : fill(units.both, { hours, minutes: rest });
  return time.replaceAll(' ', '\u00A0');
}

/** The locale for the dates and numbers of a language: English puts days before months. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/**
 * Wraps a text in isolates (Unicode Bidirectional Algorithm, UAX #9), which keeps the order of names and numbers in
 * right-to-left text.
 */
export function isolate(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}

/** The same for a phrase that runs from right to left even if it begins with a name in Latin letters. */
export function isolateRightToLeft(text: string): string {
  return `\u2067${text}\u2069`;
}
