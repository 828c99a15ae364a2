import { words } from 'virtual:learnlog/words';

const status = document.createElement('p');
status.className = 'visually-hidden';
status.role = 'status';
document.body.append(status);

let said: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says beside a link and to screen readers that its address is copied, for two seconds. */
function tell(link: HTMLAnchorElement): void {
  unsay();
  said = link;
  link.dataset.said = words.anchor.copied;
  status.textContent = words.anchor.copied;
  timer = setTimeout(unsay, 2000);
}

function unsay(): void {
  clearTimeout(timer);
  delete said?.dataset.said;
  status.textContent = '';
}

/** Copies the whole address of a heading or equation where its `#` is pressed; the browser goes there as always. */
document.addEventListener('click', async (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.anchor') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    // Refused, or not there at all: the address is in the bar of the browser.
    return;
  }
  tell(link);
});
