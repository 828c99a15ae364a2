/** Starts of the HTML of a formula, and of what KaTeX draws of it for the eye. */
const [whole, drawn] = ['<span class="katex">', '<span class="katex-html"'];

/**
 * The HTML of a body without what KaTeX draws for the eye, which is most of the HTML of a formula. The MathML before it
 * stays, with the TeX.
 */
export function withoutDrawnFormulas(html: string): string {
  return replaceSpans(html, drawn, () => '');
}

/** The HTML of a body with each formula replaced. */
export function replaceFormulas(html: string, replace: (formula: string) => string): string {
  return replaceSpans(html, whole, replace);
}

/** Replaces each span with this start. In our HTML, a `<` in a text or in an address is escaped. */
function replaceSpans(html: string, opening: string, replace: (span: string) => string): string {
  let start = html.indexOf(opening);
  if (start === -1) return html;
  const parts: string[] = [];
  let from = 0;
  while (start !== -1) {
    const end = endOfSpan(html, start);
    parts.push(html.slice(from, start), replace(html.slice(start, end)));
    from = end;
    start = html.indexOf(opening, from);
  }
  return parts.join('') + html.slice(from);
}

/** The end of the `<span>` that starts at an offset. It has others inside. */
function endOfSpan(html: string, start: number): number {
  const tag = /<(\/?)span\b/g;
  tag.lastIndex = start;
  let depth = 0;
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    depth += found[1] === '' ? 1 : -1;
    if (depth === 0) return html.indexOf('>', found.index) + 1;
  }
  return html.length;
}
