import { words } from 'virtual:learnlog/words';
import styleSheet from '../styles/help.css?url';
import { button, element, openDialog } from './elements.ts';
import { areKeysEnabled, enableKeys, shortcuts, shortcutTarget } from './shortcuts.ts';
import { loadStyleSheet } from './styleSheet.ts';

const phrases = words.keys;

/** Opens the list of the page's keyboard shortcuts. */
export async function openHelp(): Promise<void> {
  await loadStyleSheet(styleSheet);
  if (document.querySelector('dialog.help')) return;
  const title = element('h2', { id: 'page.help' }, phrases.title);
  const close = button({}, phrases.close, () => dialog.close());
  const content = element('div', {}, title, close, shortcutTable(), ...keysSwitch());
  const dialog = element('dialog', { class: 'help', 'aria-labelledby': title.id }, content);
  openDialog(dialog);
}

function shortcutTable(): HTMLTableElement {
  const table = document.createElement('table');
  for (const shortcut of shortcuts) {
    if (!shortcutTarget(shortcut.name)) continue;
    const row = table.insertRow();
    row.append(element('th', { scope: 'row' }, phrases[shortcut.name]));
    const keys = [shortcut.key, ...('combination' in shortcut ? [combinationLabel(shortcut.combination)] : [])];
    const list = new Intl.ListFormat(words.language, { type: 'disjunction' }).formatToParts(keys);
    row.insertCell().append(...list.map(({ type, value }) => (type === 'element' ? keyCap(value) : value)));
  }
  return table;
}

/** A key combination as the reader's keyboard labels it. */
function combinationLabel(combination: string): string {
  return combination.replace('Control+', /Mac|iP/.test(navigator.platform) ? '⌘ ' : 'Ctrl ');
}

function keyCap(key: string): HTMLElement {
  return element('kbd', key.length === 1 ? { class: 'single' } : {}, key);
}

function keysSwitch(): readonly HTMLElement[] {
  const reason = element('p', { id: 'page.help-reason' }, phrases.reason);
  const box = element('input', { type: 'checkbox', role: 'switch', 'aria-describedby': reason.id });
  box.checked = areKeysEnabled();
  box.addEventListener('change', () => enableKeys(box.checked));
  return [element('label', {}, box, phrases.switch), reason];
}
