import { words } from 'virtual:learnlog/words';
import './searchBox.ts';

let dialog: HTMLDialogElement | undefined;

/** Opens the search over the page; closing it gives the focus back to where it was. */
export function openSearch(): void {
  dialog ??= makeDialog();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector<HTMLElement>('search-box')?.focus();
}

function makeDialog(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'search-dialog';
  made.setAttribute('aria-label', words.search.title);
  const box = document.createElement('search-box');
  box.dataset.close = '';
  made.append(box);
  made.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (event.target === made || link) made.close();
  });
  document.body.append(made);
  return made;
}
