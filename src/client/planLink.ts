import { makeAnnouncer } from './announcer.ts';

let announce: ((text: string) => void) | undefined;

/** Puts a query into the address of the page, and shows the whole address in the plan. Empty for no plan. */
export function showInAddress(query: string): void {
  history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
  const link = document.querySelector<HTMLAnchorElement>('.plan .source a');
  if (!link) return;
  link.href = address();
  link.textContent = address().replace(/^https?:\/\//, '');
}

/**
 * Copies the address of the plan, and says so on the button for two seconds. Without permission, selects the address.
 */
export async function copyAddress(button: HTMLButtonElement, copied: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address());
  } catch {
    const link = document.querySelector('.plan .source a');
    if (link) getSelection()?.selectAllChildren(link);
    return;
  }
  if (!announce) {
    const announcer = makeAnnouncer(0);
    document.body.append(announcer.region);
    ({ announce } = announcer);
  }
  announce(copied);
  const text = button.textContent;
  if (text === copied) return;
  button.textContent = copied;
  setTimeout(() => {
    button.textContent = text;
  }, 2000);
}

/** The address without the part that leads back to the timeline. */
function address(): string {
  return location.href.replace(/#.*/, '');
}
