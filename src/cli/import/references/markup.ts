/** A text in HTML, such as a note of Zotero, with an empty line between its paragraphs. Its tags are left to `cleanText()`. */
export function withParagraphs(html: string): string {
  return html.replace(/<\/(?:p|div|li|h[1-6]|blockquote)>|<br\s*\/?>/gi, '\n\n');
}
