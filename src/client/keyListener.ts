import {
  areKeysEnabled,
  openOnClick,
  shortcuts,
  shortcutTarget,
  updateAriaShortcuts,
  type ShortcutName,
} from './shortcuts.ts';

openOnClick('help', async () => (await import('./help.ts')).openHelp());

/** Whether a key press goes into a field. A field in a dialog that was just closed keeps the focus for a moment. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.checkVisibility()) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role=textbox]') !== null;
}

/** The shortcut of a key press. Compares the character, not the key code, so every keyboard layout works. */
function shortcutFor(event: KeyboardEvent): ShortcutName | undefined {
  if (event.defaultPrevented || event.repeat || event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k' && !event.shiftKey ? 'search' : undefined;
  if (!areKeysEnabled() || isTyping(event.target)) return undefined;
  return shortcuts.find(({ key }) => key === event.key)?.name;
}

document.addEventListener('keydown', (event) => {
  const name = shortcutFor(event);
  const target = name && shortcutTarget(name);
  if (!target || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  target.click();
});

updateAriaShortcuts();
