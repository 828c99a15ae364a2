import { words as phrases } from 'virtual:learnlog/words';
import { counted, fill } from '../phrase.ts';
import { find } from './client.ts';
import type { Counts, Filters } from './narrowing.ts';

/**
 * Narrows down the rows of the library by facets and words. Several values of a facet mean "or", facets mean "and".
 * Counts say how many rows a value would leave together with what is chosen in the other facets.
 */
class LibraryFilter extends HTMLElement {
  private turn = 0;
  /** The rows in the order met, which is that of the index. */
  private rows: readonly HTMLElement[] = [];

  connectedCallback(): void {
    this.rows = [...this.querySelectorAll<HTMLElement>('.row')];
    this.readAddress();
    this.addEventListener('input', () => void this.update());
    this.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    this.clear?.addEventListener('click', () => {
      for (const box of this.boxes) box.checked = false;
      if (this.words) this.words.value = '';
      void this.update();
    });
    if (this.isNarrowed) void this.update();
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  }

  private get words(): HTMLInputElement | null {
    return this.querySelector('input[type="search"]');
  }

  private get clear(): HTMLButtonElement | null {
    return this.querySelector('.clear');
  }

  private get chosen(): Filters {
    return Object.fromEntries(
      [
        ...Map.groupBy(
          this.boxes.filter(({ checked }) => checked),
          ({ name }) => name,
        ),
      ].map(([facet, boxes]) => [facet, boxes.map(({ value }) => value)]),
    );
  }

  private get isNarrowed(): boolean {
    return Object.keys(this.chosen).length > 0 || (this.words?.value.trim() ?? '') !== '';
  }

  private readAddress(): void {
    const parameters = new URLSearchParams(location.search);
    for (const box of this.boxes) box.checked = parameters.getAll(box.name).includes(box.value);
    if (this.words) this.words.value = parameters.get('q') ?? '';
  }

  private writeAddress(): void {
    const parameters = new URLSearchParams();
    if (this.words?.value.trim()) parameters.set('q', this.words.value);
    for (const [facet, values] of Object.entries(this.chosen)) {
      for (const value of values) parameters.append(facet, value);
    }
    history.replaceState(null, '', parameters.size > 0 ? `?${parameters}` : location.pathname);
  }

  private async update(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    this.writeAddress();
    const { chosen } = this;
    const words = this.words?.value ?? '';
    const sort = words.trim() === '' ? { met: 'asc' as const } : undefined;
    try {
      const facets = [...new Set(this.boxes.map(({ name }) => name))];
      const found = await find(words, { filters: toFilters(chosen), facets, ...(sort && { sort }) });
      if (turn !== this.turn) return;
      this.show(found.places);
      this.showCounts(found.counts);
    } catch {
      const summary = this.querySelector('.summary');
      if (summary && turn === this.turn) summary.textContent = phrases.search.failed;
    }
  }

  private show(places: readonly number[]): void {
    const list = this.querySelector('.rows');
    const found = places.flatMap((place) => this.rows[place] ?? []);
    const isFound = new Set(found);
    for (const row of this.rows) row.hidden = !isFound.has(row);
    list?.prepend(...found);
    const summary = this.querySelector('.summary');
    if (summary) summary.textContent = summaryOf(found.length, this.rows.length);
    if (this.clear) this.clear.hidden = !this.isNarrowed;
    const empty = this.querySelector<HTMLElement>('.empty');
    if (empty) empty.hidden = found.length > 0;
    this.mark(found);
  }

  private showCounts(counts: Counts): void {
    for (const box of this.boxes) {
      const label = box.closest('label');
      const count = label?.querySelector('.count');
      const number = counts[box.name]?.[box.value] ?? 0;
      if (count) count.textContent = String(number);
      label?.classList.toggle('none', number === 0 && !box.checked);
    }
  }

  /** Marks the words in the rows (CSS Custom Highlight API). */
  private mark(rows: readonly HTMLElement[]): void {
    if (!('highlights' in CSS)) return;
    const words = (this.words?.value ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word.length > 1);
    const ranges = rows.flatMap((row) => words.flatMap((word) => rangesOf(row, word)));
    CSS.highlights.set('found', new Highlight(...ranges));
  }
}

function summaryOf(found: number, all: number): string {
  const { language, resources, resourcesOf } = phrases;
  if (found === all) return counted(resources, all, language);
  return fill(counted(resourcesOf, all, language), { found: found.toLocaleString(language) });
}

function toFilters(chosen: Filters): Filters {
  return { kind: ['resource'], ...chosen };
}

function rangesOf(row: HTMLElement, word: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.toLowerCase() ?? '';
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      ranges.push(range);
    }
  }
  return ranges;
}

customElements.define('library-filter', LibraryFilter);
