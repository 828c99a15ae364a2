import { words as phrases } from 'virtual:learnlog/reading';
import { addTools, button } from './elements.ts';
import { markLines, numberLines } from './lineNumbers.ts';

const words = phrases.code;

async function copy(figure: HTMLElement, copyButton: HTMLButtonElement): Promise<void> {
  const lines = [...figure.querySelectorAll('.line:not(.diff.remove)')].map((line) => line.textContent?.trimEnd());
  try {
    await navigator.clipboard.writeText(`${lines.join('\n')}\n`);
    copyButton.textContent = words.copied;
  } catch {
    copyButton.textContent = words.refused;
  }
  copyButton.classList.add('done');
  setTimeout(() => {
    copyButton.textContent = words.copy;
    copyButton.classList.remove('done');
  }, 2000);
}

const wrapButtons: HTMLButtonElement[] = [];

/** Turns line wrapping on or off in every code block of the page. */
function toggleWrap(): void {
  const isOn = document.documentElement.classList.toggle('wrap-code');
  for (const wrapButton of wrapButtons) wrapButton.ariaPressed = String(isOn);
}

for (const figure of document.querySelectorAll<HTMLElement>('.prose figure.code')) {
  const pre = figure.querySelector('pre');
  const wrap = button({ 'aria-pressed': 'false', hidden: '' }, words.wrap, toggleWrap);
  wrapButtons.push(wrap);
  addTools(
    figure,
    wrap,
    button({}, words.copy, (copyButton) => void copy(figure, copyButton)),
  );
  if (!pre) continue;
  numberLines(pre);
  // Wrapped lines always fit, so overflow can be measured only while wrapping is off.
  new ResizeObserver(() => {
    if (wrap.ariaPressed === 'false') wrap.hidden = pre.scrollWidth <= pre.clientWidth;
  }).observe(pre);
}

markLines();
addEventListener('hashchange', markLines);
