import { words as phrases } from 'virtual:learnlog/reading';
import { addTools, button, element, openDialog } from './elements.ts';

const words = phrases.figure;

/** Shows the pictures of a figure as large as the window, until the reader clicks or presses Escape. */
function enlarge(pictures: Element): void {
  const enlarged = pictures.cloneNode(true) as Element;
  // The sources are as wide as the text; without them, the browser loads the full picture.
  for (const source of enlarged.querySelectorAll('source')) source.remove();
  for (const img of enlarged.querySelectorAll('img')) img.loading = 'eager';
  const close = button({}, words.close, () => {});
  const dialog = element('dialog', { class: 'enlarged', 'aria-label': words.enlarged }, close, enlarged);
  dialog.addEventListener('click', () => dialog.close());
  openDialog(dialog);
}

for (const figure of document.querySelectorAll<HTMLElement>('.prose figure:not(.code)')) {
  const pictures = figure.querySelector(':scope > :is(picture, img, svg, .side-by-side)');
  if (!pictures) continue;
  addTools(
    figure,
    button({}, words.enlarge, () => enlarge(pictures)),
  );
}
