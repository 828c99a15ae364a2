import { inlineValuesOf, type InlineText, type InlineTexts } from '../log/inlineText.ts';
import { loadChemistry } from '../markdown/formulaMacros.ts';
import { readInlineText, withoutComments } from '../markdown/inlineText.ts';

/** Frontmatter that shows a text literally: what would be Markdown or a private comment in it is escaped. */
export function literalText(text: string): string {
  return readInlineText(text, {}) || withoutComments(text) ? escapedText(text) : text;
}

function escapedText(text: string): string {
  return text.replace(/[*_`$\\]|%(?=%)/g, '\\$&');
}

/** A formula between dollars, as in TeX: no space just inside them, and no digit after them, which would be a price. */
const formulaBetweenDollars = /(?<![\\$])(\$(?![\s$])[^$]{1,500}(?<![\s\\])\$)(?![\d$])/;

/**
 * Frontmatter that shows the text of a stranger literally, except for formulas between dollars. If the stranger writes
 * TeX, that is any formula that KaTeX accepts, otherwise only one that looks like TeX.
 */
export async function literalTextWithFormulas(
  text: string,
  { hasTex, macros }: { readonly hasTex: boolean; readonly macros: Readonly<Record<string, string>> },
): Promise<string> {
  const parts = text.split(formulaBetweenDollars);
  const isKept = (part: string, index: number) =>
    index % 2 === 1 && (hasTex || (/\\[a-z]|[\^_]/i.test(part) && !/(?<!\\)\b\p{L}{4}/u.test(part)));
  if (!parts.some(isKept)) return literalText(text);
  await loadChemistry([text, ...Object.values(macros)].join('\n'));
  const escaped = parts.map((part, index) => (isKept(part, index) ? part : escapedText(part))).join('');
  const read = readInlineText(escaped, macros);
  return read && read.problem === undefined ? escaped : escapedText(text);
}

/** The frontmatter values that have inline Markdown, and why KaTeX rejects formulas in others, both by path. */
export async function readInlineTexts(
  fields: unknown,
  macros: Readonly<Record<string, string>>,
): Promise<{ readonly inline?: InlineTexts; readonly rejected: readonly (readonly [path: string, reason: string])[] }> {
  const inline: Record<string, InlineText> = {};
  const rejected: [string, string][] = [];
  const values = inlineValuesOf(fields);
  await loadChemistry([...values.map(([, value]) => value), ...Object.values(macros)].join('\n'));
  for (const [path, value] of values) {
    const read = readInlineText(value, macros);
    if (read?.problem !== undefined) rejected.push([path, read.problem]);
    else if (read) inline[path] = read;
  }
  return { ...(Object.keys(inline).length > 0 && { inline }), rejected };
}
