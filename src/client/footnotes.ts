import { words } from 'virtual:learnlog/reading';
import { cloneContent } from './cloneContent.ts';
import { button, element } from './elements.ts';
import { targetOf } from './target.ts';

let open: { readonly reference: HTMLAnchorElement; readonly note: HTMLElement } | undefined;

function close(): void {
  open?.note.remove();
  if (open) open.reference.ariaExpanded = 'false';
  open = undefined;
}

/** Closes the note and returns the focus to its reference. */
function closeAndFocus(): void {
  open?.reference.focus();
  close();
}

// Opens a footnote below the block of its reference, unless the page shows footnotes in the margin.
document.addEventListener('click', (event) => {
  const reference =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-footnote-ref]') : null;
  const footnote = reference && targetOf(reference.hash);
  if (!footnote || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (getComputedStyle(footnote).position === 'absolute') return;
  event.preventDefault();
  const isOpen = open?.reference === reference;
  close();
  if (isOpen) return;
  const closeButton = button({ 'aria-label': words.note.close }, '×', closeAndFocus);
  const note = element(
    'aside',
    { class: 'note', id: 'page.note', role: 'note' },
    ...cloneContent(footnote),
    closeButton,
  );
  const block = reference.closest('.table') ?? reference.closest('p, h2, h3, h4, h5, h6, li') ?? reference;
  if (block.tagName === 'LI') block.append(note);
  else block.after(note);
  reference.ariaExpanded = 'true';
  reference.setAttribute('aria-controls', note.id);
  open = { reference, note };
});

document.addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) closeAndFocus();
});

// From this width on, prose.css puts footnotes into the margin.
matchMedia('(width >= 68.75rem)').addEventListener('change', close);
