/**
 * A phrase with a number, `{n}`, for each plural form of its language (Unicode CLDR plural rules), or only for 1: English
 * words for another language cannot follow its rules.
 */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule | '=1', string>>> & { readonly other: string };

/** Fills in a phrase: `{name}` becomes the value of that name. */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Formats a count in the plural form and digits of a language (BCP 47 tag). */
export function counted(phrase: Counted, number: number, language: string): string {
  return fill(phraseFor(phrase, number, language), { n: number.toLocaleString(language) });
}

/** The plural form of a phrase for a number in a language. */
export function phraseFor(phrase: Counted, number: number, language: string): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  return (number === 1 ? phrase['=1'] : undefined) ?? phrase[rules.select(number)] ?? phrase.other;
}

/** Cached by language, because creating one takes longer than formatting a thousand phrases. */
const pluralRules = new Map<string, Intl.PluralRules>();

/** `3 h 31 min`, `45 min`, `2 h`, without line breaks, in the digits of a language (BCP 47); empty for 0. */
export function hoursAndMinutes(
  minutes: number,
  units: Readonly<Record<'hours' | 'minutes', string>>,
  language: string,
): string {
  const parts = [
    [units.hours, Math.floor(minutes / 60)],
    [units.minutes, minutes % 60],
  ] as const;
  const amounts = parts.flatMap(([unit, value]) =>
    value > 0 ? [fill(unit, { n: value.toLocaleString(language) })] : [],
  );
  return amounts.join(' ').replaceAll(' ', '\u00A0');
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
