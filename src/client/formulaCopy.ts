/** The formula around an end of the selection, with its box if it is a display formula. */
function formulaAt(node: Node): Element | null | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.equation') ?? element?.closest('.katex');
}

/** Replaces each formula by its TeX, in the notation of Markdown. */
function writeTex(root: Element): void {
  for (const formula of root.querySelectorAll('.katex')) {
    const tex = formula.querySelector('annotation')?.textContent?.trim() ?? '';
    const delimiter = formula.closest('.katex-display') ? '$$' : '$';
    formula.replaceWith(`${delimiter}${tex}${delimiter}`);
  }
}

/** Copies the selection with its formulas as TeX. A formula that is selected in part is copied whole. */
function copyAsTex(event: ClipboardEvent): void {
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
  for (const control of copied.querySelectorAll('.anchor, .tools')) control.remove();
  event.clipboardData.setData('text/html', copied.innerHTML);
  writeTex(copied);
  // `innerText` breaks lines only between elements that are laid out.
  copied.className = 'visually-hidden';
  document.body.append(copied);
  event.clipboardData.setData('text/plain', copied.innerText);
  copied.remove();
  event.preventDefault();
}

document.addEventListener('copy', copyAsTex);
