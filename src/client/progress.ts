import { words } from 'virtual:learnlog/progress';
import { counted } from '../i18n/phrase.ts';
import { idOf, idsKnown, loadGraph } from './knownGraph.ts';
import { changeKnown, currentKnown } from './progressStore.ts';
import { say, showStorageState } from './progressStatus.ts';
import { showOverview } from './readyList.ts';
import { showResource, showPath } from './pathProgress.ts';

/** Keeps that a resource is known, or not any more, and shows what follows. */
export async function tick(id: string, isKnown: boolean): Promise<void> {
  const today = new Intl.DateTimeFormat('sv').format();
  const kept = changeKnown((known) => {
    const others = [...known].filter(([other]) => other !== id && (isKnown || idOf(other) !== id));
    return new Map(isKnown ? [...others, [id, today]] : others);
  });
  showStorageState(kept);
  await showKnown();
  // An old name of it, where that is learnt only now.
  if (!isKnown && idsKnown().has(id)) await tick(id, false);
  else tellChange();
}

let isShown = false;

/** Shows what another tab has changed. */
export async function showChanges(): Promise<void> {
  await showKnown();
  tellChange();
}

/** Shows on the page what is known and what follows from it. */
export async function showKnown(): Promise<void> {
  showBoxes();
  // Without anything known, what the page was built with is right, unless there was something before.
  const read = currentKnown().size > 0 || isShown ? await loadGraph() : undefined;
  if (!read) return;
  isShown = true;
  showBoxes();
  const known = idsKnown();
  showPath(read, known);
  showResource(read, known);
  await showOverview(read, known);
}

/** Ticks the boxes of what is known. */
export function showBoxes(): void {
  const known = idsKnown();
  for (const element of document.querySelectorAll<HTMLElement>('known-box')) {
    const isKnown = known.has(element.dataset.of ?? '');
    const box = element.querySelector('input');
    if (box) box.checked = isKnown;
    element.closest('[data-resource]')?.classList.toggle('done', isKnown);
  }
}

/** Says to screen readers how far they are now. */
function tellChange(): void {
  const bar = [...document.querySelectorAll<HTMLElement>('.progress')].find((one) => one.checkVisibility());
  say(bar?.textContent ?? counted(words.known, idsKnown().size, words.language));
}
