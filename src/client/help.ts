import { words } from 'virtual:learnlog/words';
import styleSheet from '../styles/lazy/help.css?url';
import { areKeysOn, pressedBy, shortcuts, switchKeys } from './shortcuts.ts';
import { loadStyleSheet } from './styleSheet.ts';
import { makeButton } from './toolBar.ts';

const phrases = words.keys;

/** Opens the list of the keys that do something on this page; closing it gives the focus back to where it was. */
export async function openHelp(): Promise<void> {
  await loadStyleSheet(styleSheet);
  if (document.querySelector('dialog.help')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'help';
  dialog.setAttribute('aria-labelledby', 'page.help');
  const title = document.createElement('h2');
  title.id = 'page.help';
  title.textContent = phrases.title;
  const content = document.createElement('div');
  content.append(
    title,
    makeButton(phrases.close, () => dialog.close()),
    table(),
    ...switchWithReason(),
  );
  dialog.append(content);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function table(): HTMLTableElement {
  const made = document.createElement('table');
  for (const shortcut of shortcuts) {
    if (!pressedBy(shortcut.name)) continue;
    const row = made.insertRow();
    const what = document.createElement('th');
    what.scope = 'row';
    what.textContent = phrases[shortcut.name];
    row.append(what);
    const keys = [shortcut.key, ...('combination' in shortcut ? [spelled(shortcut.combination)] : [])];
    const list = new Intl.ListFormat(words.language, { type: 'disjunction' }).formatToParts(keys);
    row.insertCell().append(...list.map(({ type, value }) => (type === 'element' ? keyCap(value) : value)));
  }
  return made;
}

/** A combination as it is printed on the keys of this machine. */
function spelled(combination: string): string {
  return combination.replace('Control+', /Mac|iP/.test(navigator.platform) ? '⌘ ' : 'Ctrl ');
}

function keyCap(key: string): HTMLElement {
  const cap = document.createElement('kbd');
  cap.textContent = key;
  if (key.length === 1) cap.className = 'single';
  return cap;
}

function switchWithReason(): readonly HTMLElement[] {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.role = 'switch';
  box.checked = areKeysOn();
  box.addEventListener('change', () => switchKeys(box.checked));
  const label = document.createElement('label');
  label.append(box, phrases.switch);
  const reason = document.createElement('p');
  reason.id = 'page.help-reason';
  reason.textContent = phrases.reason;
  box.setAttribute('aria-describedby', reason.id);
  return [label, reason];
}
