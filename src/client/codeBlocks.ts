import { words as phrases } from 'virtual:learnlog/words';
import { markLines, numberLines } from './lineNumbers.ts';
import { addTools, makeButton } from './toolBar.ts';

const words = phrases.code;

async function copy(figure: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const lines = [...figure.querySelectorAll('.line:not(.diff.remove)')].map((line) => line.textContent?.trimEnd());
  try {
    await navigator.clipboard.writeText(`${lines.join('\n')}\n`);
    button.textContent = words.copied;
  } catch {
    button.textContent = words.refused;
  }
  button.classList.add('done');
  setTimeout(() => {
    button.textContent = words.copy;
    button.classList.remove('done');
  }, 2000);
}

const wraps: HTMLButtonElement[] = [];

/** Long lines of all blocks break or run on, until the page is left. */
function toggleWrap(): void {
  const isOn = document.documentElement.classList.toggle('wrap-code');
  for (const button of wraps) button.ariaPressed = String(isOn);
}

for (const figure of document.querySelectorAll<HTMLElement>('.prose figure.code')) {
  const pre = figure.querySelector('pre');
  const wrap = makeButton(words.wrap, toggleWrap);
  wrap.ariaPressed = 'false';
  wrap.hidden = true;
  wraps.push(wrap);
  addTools(
    figure,
    wrap,
    makeButton(words.copy, (button) => void copy(figure, button)),
  );
  if (!pre) continue;
  numberLines(pre);
  // Lines that are broken fit; whether they need it is known only while they run on.
  new ResizeObserver(() => {
    if (wrap.ariaPressed === 'false') wrap.hidden = pre.scrollWidth <= pre.clientWidth;
  }).observe(pre);
}

markLines();
addEventListener('hashchange', markLines);
