import { words as phrases } from 'virtual:learnlog/reading';
import { button } from './elements.ts';

const words = phrases.code;

/** Copies a text and says so on the button, which then gets its name back. */
async function copy(text: string, copyButton: HTMLButtonElement): Promise<void> {
  const name = copyButton.ariaLabel;
  copyButton.ariaLabel = null;
  try {
    await navigator.clipboard.writeText(text);
    copyButton.textContent = words.copied;
  } catch {
    copyButton.textContent = words.refused;
  }
  setTimeout(() => {
    copyButton.textContent = words.copy;
    copyButton.ariaLabel ??= name;
  }, 2000);
}

// Each heading names the text that follows it.
for (const heading of document.querySelectorAll('.cite h2')) {
  const text = heading.nextElementSibling;
  const copyButton = button({ 'aria-label': `${words.copy}: ${heading.textContent}` }, words.copy, (pressed) => {
    void copy(text?.textContent ?? '', pressed);
  });
  heading.after(copyButton);
}
