import { ParseError, type KatexOptions } from 'katex';
import type { Expander } from './formulaMacros.ts';

/** Marks for labels, references and numbers in a rendered formula: links, which KaTeX writes into HTML and MathML. */
export const marks = { label: 'learnlog-label', reference: 'learnlog-ref', number: 'learnlog-number' } as const;

/** A reference to a label. */
export interface Reference {
  readonly name: string;
  /** Whether it is `\eqref`, which shows parentheses. */
  readonly hasParentheses: boolean;
}

/** The labels and references in a formula, in the order of their marks. */
export interface Labelling {
  readonly labels: string[];
  readonly references: Reference[];
}

/** Matches a formula or a paragraph that is a reference and nothing else. */
export const loneReference = /^\s*\\(?<command>eqref|ref)\s*\{(?<name>[^{}\\$]+)\}\s*$/;

/**
 * KaTeX macros for `\label`, `\ref` and `\eqref`. Each leaves a mark, and is added to `found`. A label makes KaTeX show
 * a number if the formula or the row has none.
 */
export function labelMacros(
  found: Labelling,
  { isDisplayed, hasTag }: { readonly isDisplayed: boolean; readonly hasTag: boolean },
): NonNullable<KatexOptions['macros']> {
  const reference = (hasParentheses: boolean) => (expander: object) => {
    const count = found.references.push({ name: nameIn(expander as Expander), hasParentheses });
    // The text is replaced later. It makes KaTeX set the spaces around it.
    return `\\href{${marks.reference}:${count - 1}}{\\text{0}}`;
  };
  return {
    '\\ref': reference(false),
    '\\eqref': reference(true),
    '\\label': (expander: object) => {
      const { macros } = expander as Expander;
      const name = nameIn(expander as Expander);
      if (!isDisplayed) throw new ParseError(`only a displayed formula can have a \\label{${name}}`);
      const isNumbered = macros.get('\\@eqnsw') === '1' || macros.get('\\df@tag') !== undefined;
      if (!isNumbered && !hasTag) macros.set('\\df@tag', `\\text{\\href{${marks.number}:}{}}`, true);
      return `\\href{${marks.label}:${found.labels.push(name) - 1}}{}`;
    },
  };
}

function nameIn(expander: Expander): string {
  const { tokens } = expander.consumeArg();
  return tokens
    .map(({ text }) => text)
    .toReversed()
    .join('')
    .trim();
}
