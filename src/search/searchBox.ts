import { words } from 'virtual:learnlog/words';
import { counted, fill } from '../phrase.ts';
import { find, type Hit, type Piece } from './client.ts';

const { search: phrases, kinds: names } = words;
const pageSize = 12;
const icons = `${import.meta.env.BASE_URL.replace(/\/*$/, '/')}icons.svg`;

/**
 * A search field with its results: pages with the sections inside, narrowed down by type. It follows the combobox
 * pattern of the ARIA Authoring Practices: focus stays in the field, arrow keys walk through the results, Enter opens.
 * With the attribute `data-address` the words and the type are kept in the address of the page.
 */
export class SearchBox extends HTMLElement {
  private readonly input = element('input', { type: 'search', name: 'q', autocomplete: 'off', spellcheck: 'false' });
  private readonly chips = element('div', { class: 'chips', role: 'group', 'aria-label': phrases.types });
  private readonly status = element('p', { class: 'status', role: 'status' });
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
    this.append(bar, this.chips, this.status, this.list);
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
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

  private async search(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const words = this.input.value;
    this.writeAddress();
    if (words.trim() === '') {
      this.show([], 0, {});
      this.status.textContent = '';
      return;
    }
    try {
      const all = await find(words, {});
      const counts = all.counts.type ?? {};
      if (this.type !== '' && !counts[this.type]) this.type = '';
      const found = this.type === '' ? all : await find(words, { type: this.type });
      const hits = await found.hits(0, pageSize);
      if (turn === this.turn) this.show(hits, found.total, counts);
    } catch {
      if (turn === this.turn) this.status.textContent = phrases.failed;
    }
  }

  private show(hits: readonly Hit[], total: number, counts: Readonly<Record<string, number>>): void {
    this.status.textContent = total === 0 ? phrases.none : summaryOf(hits.length, total);
    this.showChips(counts);
    this.list.replaceChildren(...hits.flatMap((hit) => [hitLink(hit), ...hit.sections.map(sectionLink)]));
    this.options.forEach((option, index) => {
      option.id = `hit-${index}`;
    });
    this.input.setAttribute('aria-expanded', String(hits.length > 0));
    this.select(hits.length > 0 ? 0 : -1);
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

function summaryOf(shown: number, total: number): string {
  const pages = counted(words.pages, total, words.language);
  return shown < total ? fill(words.firstShown, { pages, n: shown.toLocaleString(words.language) }) : pages;
}

function hitLink({ url, title, type, label, excerpt }: Hit): HTMLAnchorElement {
  const link = element('a', { class: 'hit', role: 'option', tabindex: '-1', href: url });
  link.append(icon(type), textOf('strong', title), textOf('small', label), passage(excerpt));
  return link;
}

function sectionLink({ url, title, excerpt }: Hit['sections'][number]): HTMLAnchorElement {
  const link = element('a', { class: 'hit section', role: 'option', tabindex: '-1', href: url });
  link.append(element('span', {}), textOf('strong', title), textOf('small', phrases.section), passage(excerpt));
  return link;
}

function passage(pieces: readonly Piece[]): HTMLParagraphElement {
  const paragraph = element('p', {});
  paragraph.append(...pieces.map(({ text, isMarked }) => (isMarked ? textOf('mark', text) : text)));
  return paragraph;
}

function textOf(name: 'strong' | 'small' | 'mark', text: string): HTMLElement {
  const node = element(name, {});
  node.textContent = text;
  return node;
}

function closeButton(): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'close', 'aria-label': phrases.close });
  button.textContent = phrases.closeKey;
  button.addEventListener('click', () => button.closest('dialog')?.close());
  return button;
}

function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons}#${name}`);
  svg.append(use);
  return svg;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

if (!customElements.get('search-box')) customElements.define('search-box', SearchBox);
