import { words as phrases } from 'virtual:learnlog/words';
import { addTools, makeButton } from './toolBar.ts';

const words = phrases.figure;

/** Shows the pictures of a figure as large as the window, until Escape, a click or the button. */
function enlarge(pictures: Element): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  dialog.ariaLabel = words.enlarged;
  const shown = pictures.cloneNode(true) as Element;
  // The picture itself, not one of its copies, which are as wide as the text.
  for (const source of shown.querySelectorAll('source')) source.remove();
  for (const img of shown.querySelectorAll('img')) img.loading = 'eager';
  dialog.append(
    makeButton(words.close, () => {}),
    shown,
  );
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

for (const figure of document.querySelectorAll<HTMLElement>('.prose figure:not(.code)')) {
  const pictures = figure.querySelector(':scope > :is(picture, img, svg, .side-by-side)');
  if (!pictures) continue;
  addTools(
    figure,
    makeButton(words.enlarge, () => enlarge(pictures)),
  );
}
