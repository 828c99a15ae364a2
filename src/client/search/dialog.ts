import { words } from 'virtual:learnlog/words';
import { highlightOnArrival } from './highlightOnArrival.ts';
import { loadStyleSheet } from '../styleSheet.ts';
import styleSheet from '../../styles/search.css?url';
import { element } from '../elements.ts';
import './searchBox.ts';

let dialog: HTMLDialogElement | undefined;

/** The search box of the search page. */
const pageBox = () => document.querySelector<HTMLElement>('main search-box');

/** Creates the search dialog and loads what it needs. */
export function prepareSearch(): void {
  if (pageBox()) return;
  void loadStyleSheet(styleSheet);
  dialog ??= makeDialog();
}

/** Opens the search dialog; on the search page, focuses its search box instead. */
export async function openSearch(): Promise<void> {
  const onPage = pageBox();
  if (!onPage) await loadStyleSheet(styleSheet);
  dialog ??= onPage ? undefined : makeDialog();
  if (dialog && !dialog.open) dialog.showModal();
  (onPage ?? dialog?.querySelector<HTMLElement>('search-box'))?.focus();
}

function makeDialog(): HTMLDialogElement {
  const box = element('search-box' as 'div', { 'data-close': '' });
  const made = element('dialog', { class: 'search-dialog', 'aria-label': words.search.title }, box);
  made.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isNewTab = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target !== made && (!link || isNewTab)) return;
    made.close();
    // A link to a section of this page does not reload the page.
    if (link?.pathname === location.pathname && link.hash !== '') setTimeout(highlightOnArrival);
  });
  keepAboveKeyboard(made);
  document.body.append(made);
  return made;
}

/** A phone's keyboard covers the page without resizing it; only the visual viewport shrinks. */
function keepAboveKeyboard(box: HTMLElement): void {
  const set = () => box.style.setProperty('--seen', `${visualViewport?.height}px`);
  visualViewport?.addEventListener('resize', set);
  set();
}
