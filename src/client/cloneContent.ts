/** Clones an element's content to show it again: without ids, which must be unique, and without controls. */
export function cloneContent(element: Element): Node[] {
  const clone = element.cloneNode(true) as Element;
  for (const child of clone.querySelectorAll('[id]')) child.removeAttribute('id');
  for (const child of clone.querySelectorAll('[data-footnote-backref], .tools, .anchor, .number')) child.remove();
  return [...clone.childNodes];
}
