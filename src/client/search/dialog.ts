import { words } from 'virtual:learnlog/words';
import { highlightOnArrival } from './highlightOnArrival.ts';
import { loadStyleSheet } from '../styleSheet.ts';
import styleSheet from '../../styles/lazy/search.css?url';
import { element } from './elements.ts';
import './searchBox.ts';

let dialog: HTMLDialogElement | undefined;

/** The search that is part of the page, on the page of the search. */
const boxOfPage = () => document.querySelector<HTMLElement>('main search-box');

/** Makes the search ready to be opened, and loads what it needs. */
export function prepareSearch(): void {
  if (boxOfPage()) return;
  void loadStyleSheet(styleSheet);
  dialog ??= makeDialog();
}

/** Opens the search over the page; closing it gives the focus back to where it was. */
export async function openSearch(): Promise<void> {
  const ofPage = boxOfPage();
  if (!ofPage) await loadStyleSheet(styleSheet);
  dialog ??= ofPage ? undefined : makeDialog();
  if (dialog && !dialog.open) dialog.showModal();
  (ofPage ?? dialog?.querySelector<HTMLElement>('search-box'))?.focus();
}

function makeDialog(): HTMLDialogElement {
  const box = element('search-box' as 'div', { 'data-close': '' });
  const made = element('dialog', { class: 'search-dialog', 'aria-label': words.search.title }, box);
  made.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target !== made && (!link || isElsewhere)) return;
    made.close();
    // A section of this very page is gone to without loading it anew.
    if (link?.pathname === location.pathname && link.hash !== '') setTimeout(highlightOnArrival);
  });
  keepAboveKeyboard(made);
  document.body.append(made);
  return made;
}

/** The keyboard of a phone lies over the page without making it smaller; only the visual viewport tells. */
function keepAboveKeyboard(box: HTMLElement): void {
  const set = () => box.style.setProperty('--seen', `${visualViewport?.height}px`);
  visualViewport?.addEventListener('resize', set);
  set();
}
