import { words as phrases } from 'virtual:learnlog/words';
import { counted, fill } from '../../i18n/phrase.ts';
import { find, type Found } from './client.ts';
import { highlightWords } from './libraryHighlights.ts';
import { offerSelection } from './librarySelection.ts';
import { addressOf, isNarrowed, sortOf, without, type LibraryState } from './libraryState.ts';
import { resourceRow } from './libraryRow.ts';
import type { Counts } from './facetFilters.ts';

/** The library in the page, which can be asked for another selection. */
interface LibraryElement extends HTMLElement {
  ask(state: LibraryState): void;
}

/** As many resources are added at a time where they do not stand in the page. */
const step = 20;

const allRows = new WeakMap<LibraryElement, readonly HTMLElement[]>();
let turn = 0;

/** Shows what a reader has asked of the library, unless more is asked meanwhile. */
export async function showResults(library: LibraryElement, state: LibraryState): Promise<void> {
  turn += 1;
  const mine = turn;
  const summary = library.querySelector('.summary');
  try {
    const facets = [...new Set(boxesOf(library).map(({ name }) => name))];
    const found = await findResources(state, facets);
    if (mine !== turn) return;
    if (summary) summary.textContent = summaryOf(found, Number(library.dataset.total));
    await showRows(library, state, found);
    showCounts(library, found.counts);
    offerSelection(library, isNarrowed(state) ? found.indexes : undefined);
    showAround(library, state);
    await showAlternatives(library, state, found, () => mine === turn);
  } catch {
    if (summary && mine === turn) summary.textContent = phrases.search.failed;
  }
}

function findResources(state: LibraryState, facets: readonly string[]): Promise<Found> {
  const sort = sortOf(state);
  return find(state.words, { filters: { kind: ['resource'], ...state.chosen }, facets, ...(sort && { sort }) });
}

function boxesOf(library: LibraryElement): HTMLInputElement[] {
  return [...library.querySelectorAll<HTMLInputElement>('.facets input[type=checkbox]')];
}

function summaryOf({ total, instead }: Found, all: number): string {
  const { language, resources, resourcesOf, search } = phrases;
  const said =
    total === all
      ? counted(resources, all, language)
      : fill(counted(resourcesOf, all, language), { found: total.toLocaleString(language) });
  return instead ? `${said} ${fill(search.instead, { query: instead.text })}` : said;
}

/** The rows of the page, in the order met, which is that of the index. */
function rowsOf(library: LibraryElement): readonly HTMLElement[] {
  const rows = allRows.get(library) ?? [...library.querySelectorAll<HTMLElement>('.row, tbody > tr')];
  allRows.set(library, rows);
  return rows;
}

async function showRows(library: LibraryElement, state: LibraryState, found: Found): Promise<void> {
  const rows = rowsOf(library);
  if (rows.length === Number(library.dataset.total)) {
    const left = found.indexes.flatMap((index) => rows[index] ?? []);
    const isLeft = new Set(left);
    for (const row of rows) row.hidden = !isLeft.has(row);
    rows[0]?.parentElement?.prepend(...left);
    highlightWords(left, state.words);
    return;
  }
  const isWhole = !isNarrowed(state) && state.order === '';
  const results = library.querySelector<HTMLElement>('.results');
  for (const part of library.querySelectorAll<HTMLElement>('.rows, .listPages')) part.hidden = !isWhole;
  if (!results) return;
  results.hidden = isWhole;
  const list = document.createElement('ol');
  results.replaceChildren(list);
  if (!isWhole) await addRows(results, list, found);
}

/** Adds the next rows, and a button for more where there are any. */
async function addRows(results: HTMLElement, list: HTMLElement, found: Found): Promise<void> {
  const from = list.childElementCount;
  const rows = (await found.hits(from, from + step)).map(resourceRow);
  list.append(...rows);
  results.querySelector('button')?.remove();
  if (from > 0) rows[0]?.querySelector('a')?.focus();
  if (list.childElementCount >= found.total) return;
  const more = document.createElement('button');
  more.type = 'button';
  more.textContent = phrases.library.more;
  more.addEventListener('click', () => void addRows(results, list, found));
  results.append(more);
}

function showCounts(library: LibraryElement, counts: Counts): void {
  for (const box of boxesOf(library)) {
    const label = box.closest('label');
    const count = label?.querySelector('.count');
    const number = counts[box.name]?.[box.value] ?? 0;
    if (count) count.textContent = number.toLocaleString(phrases.language);
    label?.classList.toggle('none', number === 0 && !box.checked);
  }
}

/** The button that clears, the name of the usual order, and the other view of the same. */
function showAround(library: LibraryElement, state: LibraryState): void {
  const clear = library.querySelector<HTMLElement>('.clear');
  if (clear) clear.hidden = !isNarrowed(state);
  const usual = library.querySelector('select option');
  if (usual) usual.textContent = state.words.trim() === '' ? phrases.library.met : phrases.library.best;
  if (rowsOf(library).length !== Number(library.dataset.total)) return;
  for (const view of library.querySelectorAll<HTMLAnchorElement>('.views a')) {
    view.search = addressOf(state);
  }
}

/** Where nothing is left, says what to drop, and how many resources that would bring back. */
async function showAlternatives(
  library: LibraryElement,
  state: LibraryState,
  { total }: Found,
  isWanted: () => boolean,
): Promise<void> {
  const empty = library.querySelector<HTMLElement>('.empty');
  if (!empty) return;
  empty.hidden = total > 0;
  for (const old of empty.querySelectorAll('button')) old.remove();
  if (total > 0) return;
  const parts = [...Object.keys(state.chosen), ...(state.words.trim() === '' ? [] : ['words'])];
  if (parts.length < 2) return;
  const ways = await Promise.all(
    parts.map(async (part) => ({ part, left: (await findResources(without(state, part), [])).total })),
  );
  if (!isWanted()) return;
  for (const { part, left } of ways) {
    if (left > 0) empty.append(alternative(library, state, part, left));
  }
}

function alternative(library: LibraryElement, state: LibraryState, part: string, left: number): HTMLButtonElement {
  const { facets, library: words, language, resources } = phrases;
  const what = part === 'words' ? `“${state.words.trim()}”` : (facets[part as keyof typeof facets] ?? part);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'chip';
  button.textContent = fill(words.without, { what, resources: counted(resources, left, language) });
  button.addEventListener('click', () => {
    library.ask(without(state, part));
    library.querySelector<HTMLElement>('input[type=search], select')?.focus();
  });
  return button;
}
