/**
 * The HTML of the headings of a rendered body that have more than text, by id. Without links and footnotes, so that it
 * can be put into a link.
 */
export function headingHtml(body: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { index, 0: start, 1: id = '' } of body.matchAll(/<h[1-6] id="([^"]*)">/g)) {
    const from = index + start.length;
    const html = body.slice(from, Math.max(from, body.indexOf('<a class="anchor"', from)));
    const inner = html.replace(/<sup><a [^>]*data-footnote-ref[^>]*>[^<]*<\/a><\/sup>|<\/?a(?: [^>]*)?>/g, '');
    if (inner.includes('<')) found.set(id, inner);
  }
  return found;
}
