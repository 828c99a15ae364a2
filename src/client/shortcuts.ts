import { savePreference } from './preference.ts';

/**
 * The keyboard shortcuts. Each clicks the page's element with its name in `data-key`, or does nothing if there is none.
 * Combinations work even when single keys are off (WCAG 2.2, 2.1.4 Character Key Shortcuts).
 */
export const shortcuts = [
  { key: 'n', name: 'next' },
  { key: 'p', name: 'previous' },
  { key: 't', name: 'timeline' },
  { key: '/', name: 'search', combination: 'Control+K' },
  { key: '?', name: 'help' },
] as const satisfies readonly { key: string; name: string; combination?: string }[];

/** The name of a shortcut. */
export type ShortcutName = (typeof shortcuts)[number]['name'];

/** The element that a shortcut clicks, or null if the page has none. */
export function shortcutTarget(name: ShortcutName): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-key=${name}]`);
}

/** Calls `open` when the shortcut's element is clicked, unless the click opens a new tab or window. */
export function openOnClick(name: ShortcutName, open: () => Promise<void>): void {
  shortcutTarget(name)?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open();
  });
}

/** Whether single-key shortcuts are on. */
export function areKeysEnabled(): boolean {
  return document.documentElement.dataset.keys !== 'off';
}

/** Turns single-key shortcuts on or off for all pages. */
export function enableKeys(isOn: boolean): void {
  savePreference('keys', isOn ? undefined : 'off');
  updateAriaShortcuts();
}

/** Sets `aria-keyshortcuts` to the keys that work now. */
export function updateAriaShortcuts(): void {
  for (const { key, name, ...rest } of shortcuts) {
    const keys = [...(areKeysEnabled() ? [key] : []), ...('combination' in rest ? [rest.combination] : [])];
    shortcutTarget(name)?.setAttribute('aria-keyshortcuts', keys.join(' '));
  }
}
