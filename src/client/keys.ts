import { areKeysOn, pressedBy, shortcuts, tellKeys, type ShortcutName } from './shortcuts.ts';

/** Opens something over the page where its link or button is pressed, unless it is pressed for a new tab or window. */
function opens(name: ShortcutName, open: () => Promise<void>): void {
  pressedBy(name)?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open();
  });
}

opens('search', async () => (await import('./search/dialog.ts')).openSearch());
opens('help', async () => (await import('./help.ts')).openHelp());

// Who comes near the search will open it: until then, nothing of it is loaded.
for (const sign of ['pointerenter', 'focus'] as const) {
  const prepare = async () => (await import('./search/dialog.ts')).prepareSearch();
  pressedBy('search')?.addEventListener(sign, () => void prepare(), { once: true });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role=textbox]') !== null;
}

/** What a key asks for. Keys count by what they write, so that they are the same on every layout. */
function askedBy(event: KeyboardEvent): ShortcutName | undefined {
  if (event.defaultPrevented || event.repeat || event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k' && !event.shiftKey ? 'search' : undefined;
  if (!areKeysOn() || isTyping(event.target)) return undefined;
  return shortcuts.find(({ key }) => key === event.key)?.name;
}

document.addEventListener('keydown', (event) => {
  const name = askedBy(event);
  const element = name && pressedBy(name);
  if (!element || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  element.click();
});

tellKeys();
