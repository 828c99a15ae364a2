import { words } from 'virtual:learnlog/progress';
import { mergeKnown, type Known } from '../log/known.ts';
import { readKnownFile } from '../log/knownFile.ts';
import { counted } from '../i18n/phrase.ts';
import { idOf, idsKnown, loadGraph } from './knownGraph.ts';
import { changeKnown, currentKnown } from './progressStore.ts';
import { showKnown } from './progress.ts';
import { saveKnown, showStorageState } from './progressStatus.ts';

const own = document.querySelector<HTMLElement>('.own');
/** The largest file that is read, in bytes. */
const most = 1_000_000;

let forgotten: Known = new Map();

/** Does what a button beside the list of all paths says. */
export async function press({ name }: HTMLButtonElement): Promise<void> {
  if (name === 'save') saveKnown();
  if (name === 'forget') {
    forgotten = currentKnown();
    await change(() => new Map());
    offer('undo');
    tell(words.forgotten);
  }
  if (name === 'undo') {
    await change((known) => mergeKnown(known, forgotten));
    offer('forget');
    tell(words.restored);
  }
}

/** Adds what a file says to what is known; a wrong file changes nothing. */
export async function load(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  const text = file.size > most ? undefined : await file.text();
  // So that the same file can be chosen again.
  input.value = '';
  await loadGraph();
  const found = text === undefined ? 'tooLarge' : readKnownFile(text, (id) => idOf(id) !== undefined);
  if (typeof found === 'string') {
    tell(words.faults[found]);
    return;
  }
  const before = idsKnown().size;
  await change((known) => mergeKnown(known, found));
  tell(counted(words.added, idsKnown().size - before, words.language));
}

async function change(how: (known: Known) => Known): Promise<void> {
  showStorageState(changeKnown(how));
  await showKnown();
}

function tell(text: string): void {
  const status = own?.querySelector('[role=status]');
  if (status) status.textContent = text;
}

/** Shows one of the two buttons of which the other was pressed, and leaves the focus there. */
function offer(name: 'undo' | 'forget'): void {
  for (const button of own?.querySelectorAll('button') ?? []) {
    if (button.name === 'undo' || button.name === 'forget') button.hidden = button.name !== name;
    if (button.name === name) button.focus();
  }
}
