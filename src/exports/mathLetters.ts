/** The first capital and small letter of each alphabet in Unicode, and the letters that stand elsewhere. */
const alphabets: Readonly<Record<string, readonly [capital: number, small: number, others: string]>> = {
  'double-struck': [0x1d538, 0x1d552, 'CℂHℍNℕPℙQℚRℝZℤ'],
  script: [0x1d49c, 0x1d4b6, 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ'],
  fraktur: [0x1d504, 0x1d51e, 'CℭHℌIℑRℜZℨ'],
};

/**
 * The letters of a MathML element with this `mathvariant` as characters of their own, `R` as `ℝ`; undefined for variants
 * that a style sheet can show. Browsers that follow MathML Core (its section 3.2.1) ignore the attribute.
 */
export function mathLetters(text: string, variant: string): string | undefined {
  const alphabet = alphabets[variant];
  if (!alphabet) return undefined;
  const [capital, small, others] = alphabet;
  return text.replace(/[A-Za-z]/g, (letter) => {
    const other = others.indexOf(letter);
    if (other >= 0) return others[other + 1] ?? letter;
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code < 97 ? capital + code - 65 : small + code - 97);
  });
}
