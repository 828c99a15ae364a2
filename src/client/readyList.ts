import { words } from 'virtual:learnlog/progress';
import type { ReadGraph } from '../log/readGraph.ts';
import { readyNext } from '../log/path.ts';
import type { Preview } from '../exports/preview.ts';
import { counted } from '../i18n/phrase.ts';
import { currentKnown } from './progressStore.ts';
import { unlockedBy } from './pathProgress.ts';

const base = import.meta.env.BASE_URL;
/** How many resources are named as ready. */
const most = 10;

/** Shows in the list of all paths how much is known, and what comes next. */
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
  const first = known.size > 0 ? next.filter(isOnPath).slice(0, most) : [];
  const items = await Promise.all(first.map(({ id }) => item(id, unlockedBy(read, known, id))));
  ready.hidden = items.length === 0;
  ready.querySelector('ol')?.replaceChildren(...items);
}

async function item(id: string, opens: readonly string[]): Promise<HTMLLIElement> {
  const here = document.querySelector<HTMLAnchorElement>(`[data-resource="${CSS.escape(id)}"] a`);
  const link = document.createElement('a');
  link.textContent = here?.textContent ?? (await titleOf(id));
  link.href = here?.href ?? `${base}resources/${encodeURIComponent(id)}/`;
  const small = document.createElement('small');
  small.textContent = opens.join('');
  const made = document.createElement('li');
  made.append(link, ' ', small);
  return made;
}

/** The title of what is not on this page, from its preview. */
async function titleOf(id: string): Promise<string> {
  const response = await fetch(`${base}previews/resources/${encodeURIComponent(id)}.json`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Preview).title : id;
}
