/**
 * The content of a piece of the page, to be shown a second time: without ids, which stand only once on a page, and
 * without what belongs to the place where it stands.
 */
export function cloneContent(piece: Element): Node[] {
  const copy = piece.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
  for (const element of copy.querySelectorAll('[data-footnote-backref], .tools, .anchor, .number')) element.remove();
  return [...copy.childNodes];
}
