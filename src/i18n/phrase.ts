/** A phrase that depends on a number, `{n}`, by the plural forms of its language (Unicode CLDR, plural rules). */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Puts values into a phrase: `{name}` becomes the value of that name. */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Says how many there are, in the plural form and the digits of a language (BCP 47 tag). */
export function counted(phrase: Counted, number: number, language: string): string {
  return fill(phraseFor(phrase, number, language), { n: number.toLocaleString(language) });
}

/** The plural form that a number asks for in a language. */
export function phraseFor(phrase: Counted, number: number, language: string): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  return phrase[rules.select(number)] ?? phrase.other;
}

/** By language: each takes longer to make than a thousand phrases. */
const pluralRules = new Map<string, Intl.PluralRules>();

/** `3 h 31 min`, `45 min`, `2 h`, on one line, in the digits of a language (BCP 47 tag); empty for no minutes. */
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

/** The locale in which the dates and numbers of a language are written: English with days before months. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/**
 * Puts a text between isolates (Unicode Bidirectional Algorithm, UAX #9), so that names and numbers keep their own
 * order in a line that runs from right to left.
 */
export function isolate(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}
