import { words as phrases } from 'virtual:learnlog/words';
import { addressOf, isNarrowed, readState, type LibraryState } from './libraryState.ts';

const facets = Object.keys(phrases.facets);

/**
 * Filters and sorts the library by the controls in it. The address contains the whole state. Back undoes one choice, or
 * all the typing in the search field at once.
 */
class LibraryFilter extends HTMLElement {
  /** Whether the last change was typing in the search field. */
  private isTyping = false;

  connectedCallback(): void {
    const state = readState(new URLSearchParams(location.search), facets);
    this.addEventListener('input', ({ target }) => {
      if (target instanceof Element && target.closest('known-box')) return;
      const isField = target === this.field;
      this.go(this.state, isField && this.isTyping ? 'replaceState' : 'pushState');
      this.isTyping = isField;
    });
    this.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    this.querySelector('.clear')?.addEventListener('click', () => {
      this.choose({ ...this.state, words: '', chosen: {} });
      this.querySelector<HTMLElement>('input[type=search], select')?.focus();
    });
    this.fold?.addEventListener('click', () => {
      const isOpen = this.fold?.ariaExpanded === 'true';
      this.fold?.setAttribute('aria-expanded', String(!isOpen));
    });
    addEventListener('popstate', () => {
      this.isTyping = false;
      this.write(readState(new URLSearchParams(location.search), facets));
      void this.show();
    });
    this.write(state);
    if (isNarrowed(state) || state.order !== '') void this.show();
  }

  /** Sets the controls to a state, as if the reader had chosen it. */
  choose(state: LibraryState): void {
    this.isTyping = false;
    this.write(state);
    this.go(state, 'pushState');
  }

  /** The state of the controls or, if there are none, of the address. */
  private get state(): LibraryState {
    const state = readState(new URLSearchParams(location.search), facets);
    const { boxes, field, order } = this;
    const chosen = Map.groupBy(
      boxes.filter(({ checked }) => checked),
      ({ name }) => name,
    );
    return {
      words: field?.value ?? state.words,
      order: order?.value ?? state.order,
      chosen:
        boxes.length === 0
          ? state.chosen
          : Object.fromEntries([...chosen].map(([facet, some]) => [facet, some.map(({ value }) => value)])),
    };
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('.facets input[type=checkbox]')];
  }

  private get field(): HTMLInputElement | null {
    return this.querySelector('input[type=search]');
  }

  /** The button that shows the filters on a narrow screen. */
  private get fold(): HTMLButtonElement | null {
    return this.querySelector('.fold');
  }

  private get order(): HTMLSelectElement | null {
    return this.querySelector('select');
  }

  private write({ words, order, chosen }: LibraryState): void {
    for (const box of this.boxes) box.checked = chosen[box.name]?.includes(box.value) ?? false;
    for (const group of this.querySelectorAll('details')) group.open ||= group.querySelector(':checked') !== null;
    if (this.field) this.field.value = words;
    if (this.order) this.order.value = order;
    if (this.order?.selectedIndex === -1) this.order.selectedIndex = 0;
  }

  private go(state: LibraryState, step: 'pushState' | 'replaceState'): void {
    history[step](null, '', `${location.pathname}${addressOf(state)}`);
    void this.show();
  }

  private async show(): Promise<void> {
    const count = this.fold?.querySelector('.count');
    const chosen = this.boxes.filter(({ checked }) => checked).length;
    if (count) count.textContent = chosen === 0 ? '' : chosen.toLocaleString(phrases.language);
    const { showResults } = await import('./libraryResults.ts');
    await showResults(this, this.state);
  }
}

customElements.define('library-filter', LibraryFilter);
