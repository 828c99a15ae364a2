import { savePreference } from './preference.ts';

/**
 * What the keys do: each presses the element of the page with its name as `data-key`. Where there is none, the key is
 * free. A combination works while single keys are switched off too (WCAG 2.2, 2.1.4 Character Key Shortcuts).
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

/** The element that a shortcut presses, where the page has one. */
export function shortcutTarget(name: ShortcutName): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-key=${name}]`);
}

/** Opens something over the page where its link or button is pressed, unless it is pressed for a new tab or window. */
export function openOnClick(name: ShortcutName, open: () => Promise<void>): void {
  shortcutTarget(name)?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open();
  });
}

/** Whether single keys do anything. */
export function areKeysEnabled(): boolean {
  return document.documentElement.dataset.keys !== 'off';
}

/** Switches single keys on or off, on all pages. */
export function enableKeys(isOn: boolean): void {
  savePreference('keys', isOn ? undefined : 'off');
  updateAriaShortcuts();
}

/** Tells assistive technology the keys that work. */
export function updateAriaShortcuts(): void {
  for (const { key, name, ...rest } of shortcuts) {
    const keys = [...(areKeysEnabled() ? [key] : []), ...('combination' in rest ? [rest.combination] : [])];
    const element = shortcutTarget(name);
    if (element) element.setAttribute('aria-keyshortcuts', keys.join(' '));
  }
}
