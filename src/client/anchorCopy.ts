import { words } from 'virtual:learnlog/reading';
import { element } from './elements.ts';

const status = element('p', { class: 'visually-hidden', role: 'status' });
document.body.append(status);

let copied: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows beside the link for two seconds that its address was copied, and announces it. */
function showCopied(link: HTMLAnchorElement): void {
  hideCopied();
  copied = link;
  link.dataset.copied = words.anchor.copied;
  status.textContent = words.anchor.copied;
  timer = setTimeout(hideCopied, 2000);
}

function hideCopied(): void {
  clearTimeout(timer);
  delete copied?.dataset.copied;
  status.textContent = '';
}

// A click on the `#` of a heading or an equation copies its address; the browser still follows the link.
document.addEventListener('click', async (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.anchor') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    // There is no clipboard or no permission. The address bar shows the address anyway.
    return;
  }
  showCopied(link);
});
