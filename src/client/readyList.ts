import { words } from 'virtual:learnlog/progress';
import type { ReadGraph } from '../log/readGraph.ts';
import { readyNext } from '../log/path.ts';
import { counted } from '../i18n/phrase.ts';
import { element } from './elements.ts';
import { currentKnown } from './progressStore.ts';
import { unlockedBy } from './pathProgress.ts';
import { loadPreview } from './previewContent.ts';

const maxItems = 10;

/** Shows on the page of all paths how many resources are known, and which ones come next. */
export async function showOverview(read: ReadGraph, known: ReadonlySet<string>): Promise<void> {
  const own = document.querySelector<HTMLElement>('.own');
  const summary = own?.querySelector('.summary');
  const ready = document.querySelector<HTMLElement>('.ready-next');
  if (!own || !summary || !ready) return;
  summary.textContent = counted(words.known, known.size, words.language);
  for (const button of own.querySelectorAll('button')) {
    if (button.name === 'save' || button.name === 'forget') button.hidden = currentKnown().size === 0;
  }
  const needed = new Set(
    [...read.graph.values()].flatMap(({ prerequisites }) => prerequisites.flatMap((one) => [one.resource, ...one.or])),
  );
  const isOnPath = ({ id, prerequisites }: (typeof next)[number]) => prerequisites.length > 0 || needed.has(id);
  const next = readyNext(read.graph, known);
  const first = known.size > 0 ? next.filter(isOnPath).slice(0, maxItems) : [];
  const items = await Promise.all(first.map(({ id }) => item(id, unlockedBy(read, known, id))));
  ready.hidden = items.length === 0;
  ready.querySelector('ol')?.replaceChildren(...items);
}

async function item(id: string, unlocked: readonly string[]): Promise<HTMLLIElement> {
  const onPage = document.querySelector<HTMLAnchorElement>(`[data-resource="${CSS.escape(id)}"] a`);
  const href = onPage?.href ?? `${import.meta.env.BASE_URL}resources/${encodeURIComponent(id)}/`;
  const title = onPage?.textContent ?? (await loadPreview(href))?.title ?? id;
  return element('li', {}, element('a', { href }, title), ' ', element('small', {}, unlocked.join('')));
}
