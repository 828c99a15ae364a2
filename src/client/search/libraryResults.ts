import { words as phrases } from 'virtual:learnlog/words';
import { counted, fill, joined } from '../../i18n/phrase.ts';
import { button, element } from '../elements.ts';
import { find, type Found } from './client.ts';
import { highlightWords } from './libraryHighlights.ts';
import { offerSelection } from './librarySelection.ts';
import { addressOf, isNarrowed, sortOf, without, type LibraryState } from './libraryState.ts';
import { copyRows } from './libraryRows.ts';
import type { Counts } from './facetFilters.ts';

interface LibraryElement extends HTMLElement {
  choose(state: LibraryState): void;
}

/** How many rows are added at a time if the page does not contain them all. */
const step = 20;

const allRows = new WeakMap<LibraryElement, readonly HTMLElement[]>();
let turn = 0;

/** Shows the resources for a state, unless a newer call starts in the meantime. */
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
    updateControls(library, state);
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
  const summary =
    total === all
      ? counted(resources, all, language)
      : fill(counted(resourcesOf, all, language), { found: total.toLocaleString(language) });
  return instead ? joined(phrases.joins.sentences, [summary, fill(search.instead, { query: instead.text })]) : summary;
}

/** The rows of the page, in order of appearance, as in the index. */
function rowsOf(library: LibraryElement): readonly HTMLElement[] {
  const rows = allRows.get(library) ?? [...library.querySelectorAll<HTMLElement>('.row, tbody > tr')];
  allRows.set(library, rows);
  return rows;
}

async function showRows(library: LibraryElement, state: LibraryState, found: Found): Promise<void> {
  const rows = rowsOf(library);
  if (rows.length === Number(library.dataset.total)) {
    const left = found.indexes.flatMap((index) => rows[index] ?? []);
    const isFound = new Set(left);
    for (const row of rows) row.hidden = !isFound.has(row);
    rows[0]?.parentElement?.prepend(...left);
    highlightWords(left, state.words);
    return;
  }
  const isWhole = !isNarrowed(state) && state.order === '';
  const results = library.querySelector<HTMLElement>('.results');
  if (!results) return;
  for (const part of library.querySelectorAll<HTMLElement>('.found > :is(.rows, .list-pages)')) part.hidden = !isWhole;
  results.hidden = isWhole;
  results.replaceChildren(element('ol', { class: 'rows' }));
  highlightWords([], '');
  const copiesOf = (indexes: readonly number[]) => copyRows(library.dataset.list ?? '', rows, indexes);
  if (!isWhole) await addRows(results, state, found, copiesOf);
}

type CopiesOf = (indexes: readonly number[]) => Promise<readonly HTMLElement[]>;

/** Adds the next rows, and a button if there are more. */
async function addRows(results: HTMLElement, state: LibraryState, found: Found, copiesOf: CopiesOf): Promise<void> {
  const list = results.querySelector('ol');
  const from = list?.childElementCount ?? 0;
  const rows = await copiesOf(found.indexes.slice(from, from + step));
  // The reader may have chosen something else in the meantime.
  if (!list?.isConnected) return;
  list.append(...rows);
  highlightWords([...list.children], state.words);
  results.querySelector('button')?.remove();
  if (from > 0) rows[0]?.querySelector('a')?.focus();
  if (list.childElementCount >= found.total) return;
  results.append(button({}, phrases.library.more, () => void addRows(results, state, found, copiesOf)));
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

/** Updates the clear button, the counts of the whole library, the name of the default order, and the links to the other views. */
function updateControls(library: LibraryElement, state: LibraryState): void {
  const clear = library.querySelector<HTMLElement>('.clear');
  if (clear) clear.hidden = !isNarrowed(state);
  for (const count of library.querySelectorAll<HTMLElement>('.of-all')) count.hidden = isNarrowed(state);
  const defaultOrder = library.querySelector<HTMLElement>('select option');
  if (defaultOrder) {
    defaultOrder.dataset.name ??= defaultOrder.textContent;
    defaultOrder.textContent = state.words.trim() === '' ? defaultOrder.dataset.name : phrases.library.best;
  }
  if (rowsOf(library).length !== Number(library.dataset.total)) return;
  for (const view of library.querySelectorAll<HTMLAnchorElement>('.views a')) {
    view.search = addressOf(state);
  }
}

/** If nothing matches, offers to remove each filter, with the number of resources that would be left. */
async function showAlternatives(
  library: LibraryElement,
  state: LibraryState,
  { total }: Found,
  isCurrent: () => boolean,
): Promise<void> {
  const empty = library.querySelector<HTMLElement>('.empty');
  if (!empty) return;
  empty.hidden = total > 0;
  for (const old of empty.querySelectorAll('button')) old.remove();
  if (total > 0) return;
  const parts = [...Object.keys(state.chosen), ...(state.words.trim() === '' ? [] : ['words'])];
  if (parts.length < 2) return;
  const alternatives = await Promise.all(
    parts.map(async (part) => ({ part, left: (await findResources(without(state, part), [])).total })),
  );
  if (!isCurrent()) return;
  for (const { part, left } of alternatives) {
    if (left > 0) empty.append(alternative(library, state, part, left));
  }
}

function alternative(library: LibraryElement, state: LibraryState, part: string, left: number): HTMLButtonElement {
  const { facets, library: words, language, resources, search } = phrases;
  const what =
    part === 'words'
      ? fill(search.quoted, { text: state.words.trim() })
      : (facets[part as keyof typeof facets] ?? part);
  const label = fill(words.without, { what, resources: counted(resources, left, language) });
  return button({ class: 'chip' }, label, () => {
    library.choose(without(state, part));
    library.querySelector<HTMLElement>('input[type=search], select')?.focus();
  });
}
