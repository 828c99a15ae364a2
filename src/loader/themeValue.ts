import type { RuleId } from '../log/rules.ts';
import { didYouMean } from '../log/suggest.ts';
import { tokens } from '../log/tokens.ts';

/** The reason why the value of a token is refused, and the invalid part of it. */
export interface ValueRefusal {
  readonly rule: RuleId;
  readonly message: string;
  /** In UTF-16 units from the start of the value. */
  readonly at: number;
  readonly length: number;
}

/** Colour and maths functions (CSS Color 5, CSS Values 4). None of them can load anything. */
const functions = [
  ...['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color', 'color-mix', 'light-dark'],
  ...['calc', 'min', 'max', 'clamp', 'var'],
];

/**
 * One token of CSS at the start of a text: a space, string, hash colour, number with unit, function, name or operator.
 */
const piece =
  /^(?:(?<space>\s+)|(?<text>"[^"\\\n<{};]*"|'[^'\\\n<{};]*')|#[\da-f]{3,8}(?![\w-])|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?:%|[a-z]+)?(?![\w-])|(?<name>-{0,2}[a-z][\w-]*)(?<call>\()?|(?<open>\()|(?<close>\))|[,+*-]|\/(?!\*))/i;

/**
 * Reads the value of a token: colours, sizes, font names and calculations. Returns it with single spaces, or the first
 * part of it that is not allowed in a theme. Anything unknown is refused, including new CSS functions.
 */
export function readThemeValue(value: string): { readonly text: string } | ValueRefusal {
  let text = '';
  let depth = 0;
  const refuse = (at: number, length: number, message: string, rule: RuleId = 'refused-css') => ({
    rule,
    message,
    at,
    length,
  });
  for (let at = 0; at < value.length; ) {
    const match = piece.exec(value.slice(at));
    const found = match?.[0] ?? '';
    const [rest = ''] = /^\S{1,20}/.exec(value.slice(at)) ?? [];
    if (!match) return refuse(at, rest.length, `A value in a theme cannot contain "${rest}".`);
    const { space, name = '', call, open, close } = match.groups ?? {};
    if (call && !functions.includes(name.toLowerCase())) {
      return refuse(at, found.length, `"${name}()" is not a function that a theme may use.`);
    }
    if (name.startsWith('--') && !Object.hasOwn(tokens, name)) {
      const message = `The site has no token "${name}".${didYouMean(name, Object.keys(tokens))}`;
      return refuse(at, found.length, message, 'unknown-token');
    }
    depth += (call ?? open) ? 1 : close ? -1 : 0;
    if (depth < 0) return refuse(at, 1, 'The bracket ")" closes nothing.');
    text += space ? ' ' : found;
    at += found.length;
  }
  if (text.trim() === '') return refuse(0, 0, 'A token needs a value, such as "#a63a16".');
  return depth === 0 ? { text: text.trim() } : refuse(0, value.length, `"${value}" has a bracket that is not closed.`);
}
