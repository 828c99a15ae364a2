const visual = '<span class="katex-html"';

/**
 * The HTML of a body without what KaTeX draws for the eye, which is most of the HTML of a formula. The MathML before it
 * stays, with the TeX. In our HTML, a `<` in a text or in an address is escaped.
 */
export function withoutDrawnFormulas(html: string): string {
  let start = html.indexOf(visual);
  if (start === -1) return html;
  const parts: string[] = [];
  let from = 0;
  while (start !== -1) {
    parts.push(html.slice(from, start));
    from = endOfSpan(html, start);
    start = html.indexOf(visual, from);
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
