import { words } from 'virtual:learnlog/words';
import { cloneContent } from './cloneContent.ts';
import { targetOf } from './target.ts';

let open: { readonly mark: HTMLAnchorElement; readonly note: HTMLElement } | undefined;

function close(): void {
  open?.note.remove();
  if (open) open.mark.ariaExpanded = 'false';
  open = undefined;
}

function makeNote(footnote: HTMLElement): HTMLElement {
  const note = document.createElement('aside');
  note.className = 'note';
  note.id = 'page.note';
  note.role = 'note';
  const button = document.createElement('button');
  button.type = 'button';
  button.ariaLabel = words.note.close;
  button.textContent = '×';
  button.addEventListener('click', leave);
  note.append(...cloneContent(footnote), button);
  return note;
}

/** Closes the note and gives the focus back to its mark. */
function leave(): void {
  open?.mark.focus();
  close();
}

/** Opens a footnote below the block in which its mark stands, where it does not stand in the margin anyway. */
document.addEventListener('click', (event) => {
  const mark = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-footnote-ref]') : null;
  const footnote = mark && targetOf(mark.hash);
  if (!footnote || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (getComputedStyle(footnote).position === 'absolute') return;
  event.preventDefault();
  const isOpen = open?.mark === mark;
  close();
  if (isOpen) return;
  const note = makeNote(footnote);
  const block = mark.closest('.table') ?? mark.closest('p, h2, h3, h4, h5, h6, li') ?? mark;
  if (block.tagName === 'LI') block.append(note);
  else block.after(note);
  mark.ariaExpanded = 'true';
  mark.setAttribute('aria-controls', note.id);
  open = { mark, note };
});

document.addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) leave();
});

// The width from which notes stand in the margin, as in prose.css.
matchMedia('(width >= 68.75rem)').addEventListener('change', close);
