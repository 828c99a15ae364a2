/** The whole formula in which an end of a selection lies, with its box where it is displayed. */
function formulaAt(node: Node): Element | null | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.equation') ?? element?.closest('.katex');
}

/** Puts the TeX of each formula in its place, as Markdown writes it. */
function writeTex(root: Element): void {
  for (const formula of root.querySelectorAll('.katex')) {
    const tex = formula.querySelector('annotation')?.textContent?.trim() ?? '';
    const mark = formula.closest('.katex-display') ? '$$' : '$';
    formula.replaceWith(`${mark}${tex}${mark}`);
  }
}

/** Copies a selection with formulas so that its plain text has them as TeX, each of them whole. */
export function copyAsTex(event: ClipboardEvent): void {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData) return;
  const range = selection.getRangeAt(0).cloneRange();
  const first = formulaAt(range.startContainer);
  const last = formulaAt(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copied = document.createElement('div');
  copied.append(range.cloneContents());
  if (!copied.querySelector('.katex')) return;
  for (const helper of copied.querySelectorAll('.anchor, .tools')) helper.remove();
  event.clipboardData.setData('text/html', copied.innerHTML);
  writeTex(copied);
  // Only in the page does the browser know which elements start a line.
  copied.className = 'visually-hidden';
  document.body.append(copied);
  event.clipboardData.setData('text/plain', copied.innerText);
  copied.remove();
  event.preventDefault();
}
