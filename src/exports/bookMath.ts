import type { Element } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';

/** The first capital and small letter of each alphabet in Unicode, and the letters that stand elsewhere. */
const alphabets: Readonly<Record<string, readonly [capital: number, small: number, others: string]>> = {
  'double-struck': [0x1d538, 0x1d552, 'CℂHℍNℕPℙQℚRℝZℤ'],
  script: [0x1d49c, 0x1d4b6, 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ'],
  fraktur: [0x1d504, 0x1d51e, 'CℭHℌIℑRℜZℨ'],
};

/** Elements that contain text only (MathML 3, section 3.2). */
const tokens = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);

/** The space on each side of a relation, in KaTeX as in TeX. */
const relationSpace = '0.2778em';

/**
 * Corrects MathML of KaTeX in place, so that it follows the schema of MathML 3 and other browsers show all of it.
 * KaTeX puts elements into tokens, and has a few attributes that MathML does not.
 */
export function correctMath(math: Element): void {
  visit(math, 'element', (node) => {
    const { tagName, properties, children } = node;
    if (tokens.has(tagName) && children.some((child) => child.type === 'element')) {
      const space = (width: unknown = relationSpace) => h('mspace', { width: String(width) });
      node.tagName = 'mrow';
      node.properties = {};
      if (tagName === 'mo') node.children = [space(properties.lspace), ...children, space(properties.rspace)];
      return;
    }
    if (tagName === 'mtd') delete properties.width;
    // There are 18 mu in an em.
    const [, mu] = /^(-?[\d.]+)mu$/.exec(String(properties.voffset)) ?? [];
    if (mu !== undefined) properties.voffset = `${(Number(mu) / 18).toFixed(4)}em`;
    const [letters] = children;
    const shown = letters?.type === 'text' ? mathLetters(letters.value, String(properties.mathvariant)) : undefined;
    if (shown === undefined) return;
    node.children = [{ type: 'text', value: shown }];
    properties.mathvariant = 'normal';
  });
}

/**
 * The letters of a MathML element with this `mathvariant` as characters of their own, `R` as `ℝ`; undefined for variants
 * that a style sheet can show. Browsers that follow MathML Core (its section 3.2.1) ignore the attribute.
 */
function mathLetters(text: string, variant: string): string | undefined {
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
