/**
 * A text in HTML, such as a Zotero note, with an empty line between its paragraphs. `cleanText()` removes its tags
 * later.
 */
export function withParagraphs(html: string): string {
  return html.replace(/<\/(?:p|div|li|h[1-6]|blockquote)>|<br\s*\/?>/gi, '\n\n');
}
