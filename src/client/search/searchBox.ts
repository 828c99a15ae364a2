import { words } from 'virtual:learnlog/words';
import { counted } from '../../i18n/phrase.ts';
import { find, preloadSearch, type Found, type SearchOptions } from './client.ts';
import { makeAnnouncer } from '../announcer.ts';
import { button, element } from '../elements.ts';
import { icon } from './icon.ts';
import { storeSearchTerms, type SearchTerms } from './searchHandoff.ts';
import type { Hit } from './hit.ts';
import { hitElement } from './hitElements.ts';
import { OptionList } from './optionList.ts';
import { advice, correctionChips, keysLine, recentOption, typeChips } from './searchBoxParts.ts';
import { forgetSearch, forgetSearches, recentSearches, rememberSearch } from './recentSearches.ts';
import { statusOf } from './status.ts';

const { search: phrases, language } = words;
const pageSize = 12;
/** While a search runs, the next one starts after this pause in typing. */
const debounceMs = 60;

/**
 * A search field with its results, or with recent searches while it is empty. Follows the combobox pattern of the ARIA
 * Authoring Practices. With `data-address`, the page's address contains the words and the type. With `data-close`, it
 * has a button to close the dialog around it.
 */
export class SearchBox extends HTMLElement {
  private readonly input = element('input', {
    type: 'search',
    name: 'q',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    placeholder: phrases.field,
    'aria-label': phrases.field,
  });
  private readonly chips = element('div', { class: 'chips', role: 'group', 'aria-label': phrases.types });
  private readonly status = element('p', { class: 'status', 'aria-hidden': 'true' });
  private readonly announcer = makeAnnouncer(600);
  private readonly corrections = element('div', {
    class: 'chips corrections',
    role: 'group',
    'aria-label': phrases.meant,
  });
  private readonly options = new OptionList(this.input);
  /** The terms to highlight on each page, by its option. */
  private readonly terms = new WeakMap<Element, SearchTerms>();
  private type = '';
  private limit = pageSize;
  private turn = 0;
  private running = 0;
  /** Whether the list has only the first hits of a search that still runs. */
  private hasFirstOnly = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Where to open the first result, if Enter was pressed before it arrived. */
  private early: 'here' | 'new tab' | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    const bar = element('div', { class: 'search-bar' }, icon('search'), this.input);
    if (this.dataset.close !== undefined) {
      const close = () => this.closest('dialog')?.close();
      // The name must contain the visible label (WCAG 2.2, 2.5.3).
      const name = `${phrases.close} ${phrases.closeKey}`;
      bar.append(button({ class: 'close', 'aria-label': name }, phrases.closeKey, close));
    }
    this.append(bar, this.chips, this.status, this.announcer.region, this.corrections, this.options.node);
    if (this.dataset.close !== undefined) this.append(keysLine());
    this.input.addEventListener('input', () => this.onInput());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    for (const event of ['click', 'auxclick', 'contextmenu'] as const) {
      this.options.list.addEventListener(event, (opened) => this.onOpen(opened));
    }
    if (this.dataset.address !== undefined) this.readAddress();
    preloadSearch(['type']);
    void this.search();
  }

  override focus(): void {
    this.input.focus();
    this.input.select();
    if (this.input.value === '') this.showEmpty();
  }

  private readAddress(): void {
    const parameters = new URLSearchParams(location.search);
    this.input.value = parameters.get('q') ?? '';
    this.type = parameters.get('type') ?? '';
    if (location.hash === '') this.focus();
  }

  private writeAddress(): void {
    if (this.dataset.address === undefined) return;
    const parameters = new URLSearchParams();
    if (this.input.value.trim() !== '') parameters.set('q', this.input.value);
    if (this.type !== '') parameters.set('type', this.type);
    const query = parameters.size > 0 ? `?${parameters}` : '';
    history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
  }

  /** Searches at once; while a search runs, waits for a pause in typing. */
  private onInput(): void {
    clearTimeout(this.timer);
    this.early = undefined;
    this.limit = pageSize;
    this.options.isBusy = true;
    if (this.running === 0) void this.search();
    else this.timer = setTimeout(() => void this.search(), debounceMs);
  }

  private searchFor(text: string): void {
    this.input.value = text;
    this.input.focus();
    this.limit = pageSize;
    void this.search();
  }

  private async search(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const isOutdated = () => turn !== this.turn;
    this.hasFirstOnly = false;
    this.writeAddress();
    if (this.input.value.trim() === '') return this.showEmpty();
    this.options.isBusy = true;
    this.running += 1;
    try {
      const found = await this.findOfType(this.input.value, (first, soFar) => {
        // Earlier results stay until all new ones are there, so that the list does not change twice for each letter.
        if (!isOutdated() && this.options.options.length === 0) this.showFirst(first, soFar);
      });
      const hits = isOutdated() ? [] : await found.hits(0, this.limit);
      if (!isOutdated()) this.show(hits, found);
    } catch {
      if (!isOutdated()) this.showStatus(phrases.failed);
    }
    this.running -= 1;
  }

  /** Finds pages of the chosen type or, if there are none, of all types. */
  private async findOfType(text: string, onFirst: SearchOptions['onFirst']): Promise<Found> {
    const chosen = this.type === '' ? {} : { filters: { type: [this.type] } };
    const found = await find(text, { ...chosen, facets: ['type'], onFirst });
    if (this.type === '' || found.counts.type?.[this.type]) return found;
    this.type = '';
    return this.findOfType(text, onFirst);
  }

  /** Shows the first hits while the list is still busy, without announcing them: their order may change. */
  private showFirst(hits: readonly Hit[], found: Found): void {
    this.status.textContent = statusOf(Math.min(this.limit, found.total), found);
    this.chips.replaceChildren(...this.typeChips(found));
    this.corrections.replaceChildren();
    this.options.fill(phrases.results, this.elementsOf(hits, found), []);
    this.options.select(0);
    this.options.isBusy = true;
    this.hasFirstOnly = true;
  }

  private show(hits: readonly Hit[], found: Found): void {
    // The reader may have moved to another one of the first hits.
    const [first, chosen] = [this.options.options[0], this.options.selected];
    const address = this.hasFirstOnly && chosen !== first ? chosen?.getAttribute('href') : undefined;
    const others = correctionChips(found, (text) => this.searchFor(text));
    const offer = others.length > 0 ? [phrases.meant, ...others.map(({ textContent }) => textContent)].join(' ') : '';
    const status = statusOf(hits.length, found);
    this.status.textContent = status;
    this.announcer.announce(`${status} ${offer}`);
    // The counts are those of the first hits, and one of the buttons may have the focus.
    if (!this.hasFirstOnly) this.chips.replaceChildren(...this.typeChips(found));
    this.hasFirstOnly = false;
    const question = element('span', { 'aria-hidden': 'true' }, phrases.meant);
    this.corrections.replaceChildren(...(others.length > 0 ? [question, ...others] : []));
    const elements = this.elementsOf(hits, found);
    const more = hits.length < found.total ? [button({ class: 'more' }, phrases.more, () => void this.showMore())] : [];
    this.options.fill(phrases.results, elements, hits.length > 0 ? more : [this.advice()]);
    const same = this.options.options.findIndex((option) => option.getAttribute('href') === address);
    this.options.select(Math.max(0, same));
    if (this.early) this.open(this.early);
    this.early = undefined;
  }

  private elementsOf(hits: readonly Hit[], found: Found): readonly HTMLElement[] {
    return hits.map((hit) => {
      const made = hitElement(hit);
      this.terms.set(made, { ...found.terms, forms: hit.forms });
      return made;
    });
  }

  private typeChips({ counts }: Found): readonly HTMLElement[] {
    return typeChips(counts.type ?? {}, this.type, (type) => {
      this.type = type;
      this.searchFor(this.input.value);
    });
  }

  private async showMore(): Promise<void> {
    const before = this.options.options.length;
    this.limit += pageSize;
    this.input.focus();
    await this.search();
    this.options.select(before);
  }

  private advice(): HTMLElement {
    return advice({ hasDescription: this.dataset.address !== undefined });
  }

  /** Shows recent searches and a hint. */
  private showEmpty(): void {
    clearTimeout(this.timer);
    const recent = recentSearches();
    this.showStatus('', recent.length > 0 ? counted(words.recentSearches, recent.length, language) : '');
    const forget = (how: () => void) => {
      how();
      this.input.focus();
      this.showEmpty();
    };
    const options = recent.map((text) => recentOption(text, () => forget(() => forgetSearch(text))));
    const clear = button({ class: 'more' }, phrases.forgetAll, () => forget(forgetSearches));
    this.options.fill(phrases.recent, options, recent.length > 0 ? [clear, this.advice()] : [this.advice()]);
  }

  /** Shows and announces the status of a search, and removes earlier results. */
  private showStatus(text: string, spoken = text): void {
    this.status.textContent = text;
    this.announcer.announce(spoken);
    this.chips.replaceChildren();
    this.corrections.replaceChildren();
    this.options.fill(phrases.results, [], []);
  }

  private onKey(event: KeyboardEvent): void {
    const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key];
    const recent = this.options.selected?.dataset.search;
    if (event.isComposing) return;
    if (step !== undefined) this.options.step(step);
    else if (event.key === 'Enter') this.open(event.ctrlKey || event.metaKey ? 'new tab' : 'here');
    else if (event.key === 'Delete' && recent !== undefined) {
      forgetSearch(recent);
      this.showEmpty();
    } else if (event.key === 'Escape' && this.dataset.close !== undefined) this.closest('dialog')?.close();
    else return;
    event.preventDefault();
  }

  /** Opens the selected option; if the results are outdated, waits for the new ones. */
  private open(where: 'here' | 'new tab'): void {
    rememberSearch(this.input.value);
    if (this.options.isBusy) {
      this.early = where;
      return;
    }
    const option = this.options.selected;
    if (option instanceof HTMLAnchorElement && where === 'new tab') {
      this.storeTerms(option);
      window.open(option.href, '_blank', 'noopener');
    } else option?.click();
  }

  private onOpen({ target, type }: Event): void {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
    if (option instanceof HTMLAnchorElement) {
      this.storeTerms(option);
      if (type !== 'contextmenu') rememberSearch(this.input.value);
    } else if (option?.dataset.search !== undefined && type === 'click') this.searchFor(option.dataset.search);
  }

  /** Stores the terms to highlight on the page. */
  private storeTerms(link: HTMLAnchorElement): void {
    const terms = this.terms.get(link) ?? this.terms.get(link.parentElement ?? link);
    if (terms) storeSearchTerms(link.pathname, terms);
  }
}

if (!customElements.get('search-box')) customElements.define('search-box', SearchBox);
