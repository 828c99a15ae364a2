import { words as phrases } from 'virtual:learnlog/reading';
import { button } from './elements.ts';

const words = phrases.code;

async function copy(text: string, copyButton: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    copyButton.textContent = words.copied;
  } catch {
    copyButton.textContent = words.refused;
  }
  setTimeout(() => {
    copyButton.textContent = words.copy;
  }, 2000);
}

// Each heading names the text that follows it.
for (const heading of document.querySelectorAll('.cite h2')) {
  const text = heading.nextElementSibling;
  const copyButton = button({ 'aria-label': `${words.copy}: ${heading.textContent}` }, words.copy, (pressed) => {
    pressed.removeAttribute('aria-label');
    void copy(text?.textContent ?? '', pressed);
  });
  heading.after(copyButton);
}
