import { words } from 'virtual:learnlog/progress';
import type { CompactNode, ReadGraph } from '../log/readGraph.ts';
import { effortOfAll } from '../log/effort.ts';
import { unlocks } from '../log/path.ts';
import { progressOn, type Progress } from '../log/progress.ts';
import { makeEffortWording } from '../i18n/effortWording.ts';
import { counted, fill, isolate } from '../i18n/phrase.ts';
import { element } from './elements.ts';

const { language } = words;
const isolated = document.dir === 'rtl' ? isolate : (text: string) => text;
const wording = makeEffortWording(words.effort, language, isolated);

/** Shows the reader's progress on the page of a path: the bar, and which steps are ready or not needed. */
export function showPath(read: ReadGraph, known: ReadonlySet<string>): void {
  const { goal } = document.querySelector<HTMLElement>('.path')?.dataset ?? {};
  if (goal === undefined) return;
  for (const path of document.querySelectorAll<HTMLElement>('.path-steps')) {
    const progress = progressOn(goal, read.graph, known, { freeOnly: path.matches('.free-path') });
    const last = known.has(goal) ? undefined : read.graph.get(goal);
    showBar(path, read, known, progress, last);
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

/** Shows beside the box of a resource how many steps come before it, and how many resources it unlocks. */
export function showResource(read: ReadGraph, known: ReadonlySet<string>): void {
  const state = document.querySelector<HTMLElement>('.knowing .state');
  const { of = '' } = document.querySelector<HTMLElement>('.knowing known-box')?.dataset ?? {};
  if (!state) return;
  const { left } = progressOn(of, read.graph, known);
  const isQuiet = known.size === 0 || known.has(of);
  const before = [counted(words.stepsBefore, left.length, language), ...unlockedBy(read, known, of)].join(' · ');
  state.textContent = isQuiet ? '' : left.length === 0 ? readyWith(read, known, of) : before;
}

/** `opens 5 more`, or nothing if the resource unlocks no unknown one. */
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
  goal: CompactNode | undefined,
): void {
  const [bar, text] = [path.querySelector('progress'), path.querySelector('.progress span')];
  if (!bar || !text) return;
  const all = progress.known + progress.left.length;
  bar.max = Math.max(all, 1);
  bar.value = all === 0 ? 1 : progress.known;
  const unknownParts = (series: CompactNode) => partsOf(series).filter(({ id }) => !known.has(id));
  // A series is done once all its parts are known.
  const open = [...progress.left, ...(goal ? [goal] : [])].filter(
    (node) => partsOf(node).length === 0 || unknownParts(node).length > 0,
  );
  const left = wording.left(effortOfAll(open, unknownParts)) || words.nothingLeft;
  const [done, of] = [progress.known, all].map((number) => number.toLocaleString(language));
  text.textContent = fill(words.of, { known: done ?? '', all: of ?? '', left });
}

function showState(step: HTMLElement, text: string): void {
  step.querySelector(':scope > .state')?.remove();
  if (text !== '') step.querySelector(':scope > small')?.after(element('p', { class: 'state' }, text));
}
