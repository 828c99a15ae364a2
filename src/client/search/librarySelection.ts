import { words as phrases } from 'virtual:learnlog/words';
import { saveFile } from '../saveFile.ts';
import { fill } from '../../i18n/phrase.ts';
import type { ExportFormat } from '../../urls/urls.ts';
import { selectRecords } from './selectRecords.ts';

let selected: readonly number[] | undefined;

/**
 * Restricts the export links to the resources at these indexes, or lifts the restriction if undefined. The graph is exported only as
 * a whole.
 */
export function offerSelection(library: HTMLElement, indexes: readonly number[] | undefined): void {
  const exports = library.querySelector<HTMLElement>('.exports');
  if (!exports) return;
  selected = indexes;
  const label = exports.querySelector('.label');
  if (label instanceof HTMLElement) {
    label.dataset.whole ??= label.textContent ?? '';
    const number = (indexes?.length ?? 0).toLocaleString(phrases.language);
    label.textContent = indexes ? fill(phrases.library.selection, { n: number }) : label.dataset.whole;
  }
  const whole = exports.querySelector<HTMLElement>('span:has(> a:not([data-export]))');
  if (whole) whole.hidden = indexes !== undefined;
  exports.hidden = indexes?.length === 0;
  if (exports.dataset.listens) return;
  exports.dataset.listens = 'true';
  exports.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-export]') : null;
    if (!link || !selected || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void saveSelection(link, selected);
  });
}

/** Downloads the records at these indexes out of the whole export that a link leads to. */
export async function saveSelection(link: HTMLAnchorElement, indexes: readonly number[]): Promise<void> {
  const response = await fetch(link.href);
  if (!response.ok) return;
  const text = selectRecords(link.dataset.export as ExportFormat, await response.text(), indexes);
  saveFile(text, `${link.type};charset=utf-8`, link.pathname.slice(link.pathname.lastIndexOf('/') + 1));
}
