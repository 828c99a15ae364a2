import { words } from 'virtual:learnlog/progress';
import type { CompactNode, ReadGraph } from '../log/readGraph.ts';
import { effortOfAll } from '../log/effort.ts';
import { unlocks } from '../log/path.ts';
import { progressOn, type Progress } from '../log/progress.ts';
import { makeEffortWording } from '../i18n/effortWording.ts';
import { counted, fill, isolate } from '../i18n/phrase.ts';

const { language } = words;
const isolated = document.dir === 'rtl' ? isolate : (text: string) => text;
const wording = makeEffortWording(words.effort, language, isolated);

/** Shows on the page of a path how far the reader is, what is left and what comes next. */
export function showPath(read: ReadGraph, known: ReadonlySet<string>): void {
  const { goal } = document.querySelector<HTMLElement>('.path')?.dataset ?? {};
  if (goal === undefined) return;
  for (const path of document.querySelectorAll<HTMLElement>('.path-steps')) {
    const progress = progressOn(goal, read.graph, known, { freeOnly: path.matches('.free-path') });
    showBar(path, read, known, progress);
    for (const step of path.querySelectorAll<HTMLElement>('.step')) {
      const { resource = '' } = step.dataset;
      const isReady = progress.ready.has(resource);
      const isNeedless = progress.needless.has(resource);
      step.classList.toggle('ready', isReady);
      step.classList.toggle('needless', isNeedless);
      showState(step, isReady ? readyWith(read, known, resource) : isNeedless ? words.needless : '');
    }
  }
}

/** Shows beside the box of a resource how far away it is, and what it opens. */
export function showResource(read: ReadGraph, known: ReadonlySet<string>): void {
  const state = document.querySelector<HTMLElement>('.knowing .state');
  const { of = '' } = document.querySelector<HTMLElement>('.knowing known-box')?.dataset ?? {};
  if (!state) return;
  const { left } = progressOn(of, read.graph, known);
  const isQuiet = known.size === 0 || known.has(of);
  const before = [counted(words.stepsBefore, left.length, language), ...unlockedBy(read, known, of)].join(' · ');
  state.textContent = isQuiet ? '' : left.length === 0 ? readyWith(read, known, of) : before;
}

/** `opens 5 more`, where a resource opens something that is not known. */
export function unlockedBy({ graph }: ReadGraph, known: ReadonlySet<string>, id: string): readonly string[] {
  const number = unlocks(graph, id).filter((node) => !known.has(node.id)).length;
  return number > 0 ? [isolated(counted(words.opens, number, language))] : [];
}

function readyWith(read: ReadGraph, known: ReadonlySet<string>, id: string): string {
  return [words.ready, ...unlockedBy(read, known, id)].join(' · ');
}

function showBar(
  path: HTMLElement,
  { partsOf }: ReadGraph,
  known: ReadonlySet<string>,
  progress: Progress<CompactNode>,
): void {
  const [bar, text] = [path.querySelector('progress'), path.querySelector('.progress span')];
  if (!bar || !text) return;
  const all = progress.known + progress.left.length;
  bar.max = Math.max(all, 1);
  bar.value = all === 0 ? 1 : progress.known;
  const unknownParts = (series: CompactNode) => partsOf(series).filter(({ id }) => !known.has(id));
  // A series of which every part is known has nothing left.
  const open = progress.left.filter((node) => partsOf(node).length === 0 || unknownParts(node).length > 0);
  const left = wording.left(effortOfAll(open, unknownParts)) || words.nothingLeft;
  const [said, of] = [progress.known, all].map((number) => number.toLocaleString(language));
  text.textContent = fill(words.of, { known: said ?? '', all: of ?? '', left });
}

function showState(step: HTMLElement, text: string): void {
  const old = step.querySelector(':scope > .state');
  if (text === '') old?.remove();
  else if (old) old.textContent = text;
  else {
    const state = document.createElement('p');
    state.className = 'state';
    state.textContent = text;
    step.querySelector(':scope > small')?.after(state);
  }
}
