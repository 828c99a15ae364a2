import { words } from 'virtual:learnlog/progress';
import { mergeKnown, type Known } from '../log/known.ts';
import { readProgressFile } from '../log/progressFile.ts';
import { counted } from '../i18n/phrase.ts';
import { idOf, idsKnown, loadGraph } from './knownGraph.ts';
import { changeKnown, currentKnown } from './progressStore.ts';
import { showKnown } from './progress.ts';
import { saveKnown, showStorageState } from './progressStatus.ts';

const own = document.querySelector<HTMLElement>('.own');
const maxFileBytes = 1_000_000;

let cleared: Known = new Map();

/** Handles a click on the buttons "save", "forget" and "undo". */
export async function press({ name }: HTMLButtonElement): Promise<void> {
  if (name === 'save') saveKnown();
  if (name === 'forget') {
    cleared = currentKnown();
    await change(() => new Map());
    offer('undo');
    showStatus(words.forgotten);
  }
  if (name === 'undo') {
    await change((known) => mergeKnown(known, cleared));
    offer('forget');
    showStatus(words.restored);
  }
}

/** Adds the known resources from a file; an invalid file changes nothing. */
export async function load(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  const text = file.size > maxFileBytes ? undefined : await file.text();
  // Without this, choosing the same file again fires no event.
  input.value = '';
  await loadGraph();
  const result = text === undefined ? 'tooLarge' : readProgressFile(text, (id) => idOf(id) !== undefined);
  if (typeof result === 'string') {
    showStatus(words.faults[result]);
    return;
  }
  const before = idsKnown().size;
  await change((known) => mergeKnown(known, result));
  showStatus(counted(words.added, idsKnown().size - before, words.language));
}

async function change(how: (known: Known) => Known): Promise<void> {
  showStorageState(changeKnown(how));
  await showKnown();
}

function showStatus(text: string): void {
  const status = own?.querySelector('[role=status]');
  if (status) status.textContent = text;
}

/** Shows one of the buttons "undo" and "forget" in place of the other, and focuses it. */
function offer(name: 'undo' | 'forget'): void {
  for (const button of own?.querySelectorAll('button') ?? []) {
    if (button.name === 'undo' || button.name === 'forget') button.hidden = button.name !== name;
    if (button.name === name) button.focus();
  }
}
