import { words } from 'virtual:learnlog/words';
import { parseJson } from '../../log/json.ts';
import { fill } from '../../i18n/phrase.ts';
import { loadGraph } from '../knownGraph.ts';
import { store } from '../storage.ts';
import { saveSelection } from './librarySelection.ts';

/** One for each base path, since several logs may share a host. */
const key = `picks:${import.meta.env.BASE_URL}`;

/** What was picked, if it could not be stored; it lasts as long as the page. */
let unstored: readonly string[] | undefined;

/** The ids of the picked resources, in the order in which they were picked. */
function picked(): readonly string[] {
  if (unstored) return unstored;
  try {
    const ids = parseJson(localStorage.getItem(key) ?? '');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Shows in the bar how many resources are picked, and on the buttons which ones. Hides the bar if there are none. */
export function showPicks(bar: HTMLElement): void {
  const ids = new Set(picked());
  for (const button of document.querySelectorAll<HTMLElement>('.pick')) {
    button.ariaPressed = String(ids.has(button.dataset.of ?? ''));
  }
  bar.hidden = ids.size === 0;
  const output = bar.querySelector('output');
  if (output) output.textContent = fill(words.library.picked, { n: ids.size.toLocaleString(words.language) });
}

/** Handles a click on a resource's button or on the bar. */
export async function press(target: HTMLElement, bar: HTMLElement): Promise<void> {
  if (target instanceof HTMLAnchorElement) return save(target);
  const { of } = target.dataset;
  const ids = picked();
  const isPicked = of !== undefined && ids.includes(of);
  const left = of === undefined ? [] : isPicked ? ids.filter((id) => id !== of) : [...ids, of];
  unstored = store(key, left.length > 0 ? JSON.stringify(left) : undefined) ? undefined : left;
  showPicks(bar);
}

/** Downloads the records of the picked resources that are still in the log. */
async function save(link: HTMLAnchorElement): Promise<void> {
  const read = await loadGraph();
  if (!read) return;
  const indexes = picked().flatMap((id) => read.graph.get(read.idOf(id) ?? '')?.position ?? []);
  await saveSelection(link, [...new Set(indexes)]);
}
