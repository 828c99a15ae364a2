import { words } from 'virtual:learnlog/progress';
import { counted } from '../i18n/phrase.ts';
import { idOf, idsKnown, loadGraph } from './knownGraph.ts';
import { changeKnown, currentKnown } from './progressStore.ts';
import { announce, showStorageState } from './progressStatus.ts';
import { showOverview } from './readyList.ts';
import { showMarks } from './knownMarks.ts';
import { showResource, showPath } from './pathProgress.ts';

/** Stores whether resources are known, by their ids, and updates the page. */
export async function tick(ticks: ReadonlyMap<string, boolean>): Promise<void> {
  for (const [id, isKnown] of ticks) store(id, isKnown);
  await showKnown();
  // The graph, loaded by now, may resolve a stored alias to an id.
  const known = idsKnown();
  const left = new Map([...ticks].filter(([id, isKnown]) => !isKnown && known.has(id)));
  if (left.size > 0) await tick(left);
  else announceProgress();
}

function store(id: string, isKnown: boolean): void {
  const today = new Intl.DateTimeFormat('sv').format();
  const state = changeKnown((known) => {
    const others = [...known].filter(([other]) => other !== id && (isKnown || idOf(other) !== id));
    return new Map(isKnown ? [...others, [id, today]] : others);
  });
  showStorageState(state);
}

let isShown = false;

/** Updates the page after a change in another tab. */
export async function showChanges(): Promise<void> {
  await showKnown();
  announceProgress();
}

/** Shows the known resources on the page, and the progress on its paths. */
export async function showKnown(): Promise<void> {
  showBoxes();
  // If nothing is known, the page is right as built, unless progress was shown before.
  const read = currentKnown().size > 0 || isShown ? await loadGraph() : undefined;
  if (!read) return;
  isShown = true;
  showBoxes();
  const known = idsKnown();
  showPath(read, known);
  showResource(read, known);
  showMarks(read, known);
  await showOverview(read, known);
}

/** Ticks the boxes of the known resources. */
export function showBoxes(): void {
  const known = idsKnown();
  for (const element of document.querySelectorAll<HTMLElement>('known-box')) {
    const isKnown = known.has(element.dataset.of ?? '');
    const box = element.querySelector('input');
    if (box) box.checked = isKnown;
    element.closest('[data-resource]')?.classList.toggle('done', isKnown);
  }
}

function announceProgress(): void {
  const bar = [...document.querySelectorAll<HTMLElement>('.progress')].find((one) => one.checkVisibility());
  announce(bar?.textContent ?? counted(words.known, idsKnown().size, words.language));
}
