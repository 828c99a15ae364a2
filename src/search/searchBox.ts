import { words } from 'virtual:learnlog/words';
import { counted, fill } from '../phrase.ts';
import { find, type Found } from './client.ts';
import type { Hit } from './hit.ts';
import { closeButton, element, hitLink, icon, sectionLink } from './hitElements.ts';

const { search: phrases, kinds: names } = words;
const pageSize = 12;

/**
 * A search field with its results: pages with the sections inside, narrowed down by type. It follows the combobox
 * pattern of the ARIA Authoring Practices: focus stays in the field, arrow keys walk through the results, Enter opens.
 * With the attribute `data-address` the words and the type are kept in the address of the page.
 */
export class SearchBox extends HTMLElement {
  private readonly input = element('input', { type: 'search', name: 'q', autocomplete: 'off', spellcheck: 'false' });
  private readonly chips = element('div', { class: 'chips', role: 'group', 'aria-label': phrases.types });
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly corrections = element('div', { class: 'chips corrections' });
  private readonly list = element('div', {
    class: 'hits',
    role: 'listbox',
    'aria-label': phrases.results,
    id: 'search-hits',
  });
  private type = '';
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    const combobox = {
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': 'search-hits',
      'aria-autocomplete': 'list',
    };
    for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
    this.input.setAttribute('aria-label', phrases.field);
    this.input.placeholder = phrases.field;
    const bar = element('div', { class: 'search-bar' });
    bar.append(icon('search'), this.input);
    const slot = this.dataset.close;
    if (slot !== undefined) bar.append(closeButton());
    this.append(bar, this.chips, this.status, this.corrections, this.list);
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.list.setAttribute('aria-busy', 'true');
      this.timer = setTimeout(() => void this.search(), 80);
    });
    this.addEventListener('keydown', (event) => this.onKey(event));
    if (this.dataset.address !== undefined) this.readAddress();
    void this.search();
  }

  /** Puts the cursor into the field. */
  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  private readAddress(): void {
    const parameters = new URLSearchParams(location.search);
    this.input.value = parameters.get('q') ?? '';
    this.type = parameters.get('type') ?? '';
    this.focus();
  }

  private writeAddress(): void {
    if (this.dataset.address === undefined) return;
    const parameters = new URLSearchParams();
    if (this.input.value.trim() !== '') parameters.set('q', this.input.value);
    if (this.type !== '') parameters.set('type', this.type);
    history.replaceState(null, '', parameters.size > 0 ? `?${parameters}` : location.pathname);
  }

  private clear(): void {
    this.status.textContent = '';
    for (const part of [this.chips, this.corrections, this.list]) part.replaceChildren();
    this.input.setAttribute('aria-expanded', 'false');
    this.list.setAttribute('aria-busy', 'false');
    this.select(-1);
  }

  private async search(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const words = this.input.value;
    this.writeAddress();
    if (words.trim() === '') {
      this.clear();
      return;
    }
    this.list.setAttribute('aria-busy', 'true');
    try {
      const { found, counts } = await this.findOfType(words);
      const hits = await found.hits(0, pageSize);
      if (turn === this.turn) this.show(hits, found, counts);
    } catch {
      if (turn === this.turn) this.status.textContent = phrases.failed;
    }
    if (turn === this.turn) this.list.setAttribute('aria-busy', 'false');
  }

  /** Finds pages of the chosen type, or of all types where none is of that one. */
  private async findOfType(words: string): Promise<{ found: Found; counts: Readonly<Record<string, number>> }> {
    const chosen = this.type === '' ? {} : { filters: { type: [this.type] } };
    const found = await find(words, { ...chosen, facets: ['type'] });
    const counts = found.counts.type ?? {};
    if (this.type === '' || counts[this.type]) return { found, counts };
    this.type = '';
    return this.findOfType(words);
  }

  private show(hits: readonly Hit[], found: Found, counts: Readonly<Record<string, number>>): void {
    this.status.textContent = statusOf(hits.length, found);
    this.showChips(counts);
    this.showCorrections(found);
    this.list.replaceChildren(...hits.flatMap((hit) => [hitLink(hit), ...hit.sections.map(sectionLink)]));
    this.options.forEach((option, index) => {
      option.id = `hit-${index}`;
    });
    this.input.setAttribute('aria-expanded', String(hits.length > 0));
    this.select(hits.length > 0 ? 0 : -1);
  }

  /** Offers what else may have been meant, each a search by a click. */
  private showCorrections({ corrections, instead }: Found): void {
    const buttons = corrections
      .filter((correction) => correction !== instead)
      .map(({ text }) => {
        const button = element('button', { type: 'button', class: 'chip' });
        button.textContent = text;
        button.addEventListener('click', () => {
          this.input.value = text;
          void this.search().then(() => this.input.focus());
        });
        return button;
      });
    this.corrections.replaceChildren(...(buttons.length > 0 ? [phrases.meant, ...buttons] : []));
  }

  private showChips(counts: Readonly<Record<string, number>>): void {
    const present = Object.keys(names).filter((type) => counts[type]);
    const all = Object.values(counts).reduce((sum, number) => sum + number, 0);
    const chip = (type: string, label: string) => {
      const button = element('button', { type: 'button', class: 'chip', 'aria-pressed': String(type === this.type) });
      button.textContent = label;
      button.addEventListener('click', () => {
        this.type = type;
        void this.search().then(() => this.input.focus());
      });
      return button;
    };
    const chips = present.map((type) => chip(type, `${names[type]} ${counts[type]}`));
    this.chips.replaceChildren(...(present.length > 1 ? [chip('', `${phrases.all} ${all}`), ...chips] : []));
  }

  private get options(): HTMLAnchorElement[] {
    return [...this.list.querySelectorAll<HTMLAnchorElement>('a')];
  }

  private select(index: number): void {
    const options = this.options;
    options.forEach((option, position) => {
      option.setAttribute('aria-selected', String(position === index));
    });
    const selected = options[index];
    if (selected) this.input.setAttribute('aria-activedescendant', selected.id);
    else this.input.removeAttribute('aria-activedescendant');
    if (index > 0) selected?.scrollIntoView({ block: 'nearest' });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.input) return;
    const options = this.options;
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      this.select((at + step + options.length) % options.length);
    } else if (event.key === 'Enter' && options[at]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(options[at].href, '_blank', 'noopener');
      else options[at].click();
    }
  }
}

/** How many pages there are, after what was not found and what was looked for instead. */
function statusOf(shown: number, { total, missing, corrections, instead }: Found): string {
  const changes = instead?.changes ?? missing.map((from) => ({ from }));
  const wrong = new Intl.ListFormat(words.language).format(
    changes.map(({ from }) => fill(phrases.quoted, { text: from })),
  );
  return [
    ...(changes.length > 0 ? [fill(phrases.missing, { words: wrong })] : []),
    ...(instead ? [fill(phrases.instead, { query: instead.text })] : []),
    ...(total > 0 ? [summaryOf(shown, total)] : corrections.length > 0 ? [] : [phrases.none]),
  ].join(' ');
}

function summaryOf(shown: number, total: number): string {
  const pages = counted(words.pages, total, words.language);
  return shown < total ? fill(words.firstShown, { pages, n: shown.toLocaleString(words.language) }) : pages;
}

if (!customElements.get('search-box')) customElements.define('search-box', SearchBox);
