import { words as phrases } from 'virtual:learnlog/words';
import { addressOf, isNarrowed, readState, type LibraryState } from './libraryState.ts';

const facets = Object.keys(phrases.facets);

/**
 * The library as its reader narrows it down and sorts it, by whatever controls stand in it. All that is asked is in the
 * address: each choice is a step that Back undoes, while words are one step however they are typed.
 */
class LibraryFilter extends HTMLElement {
  /** Whether the last step was a word that is still being typed. */
  private isTyping = false;

  connectedCallback(): void {
    const state = readState(new URLSearchParams(location.search), facets);
    this.addEventListener('input', ({ target }) => {
      if (target instanceof Element && target.closest('known-box')) return;
      const isWord = target === this.field;
      this.go(this.asked, isWord && this.isTyping ? 'replaceState' : 'pushState');
      this.isTyping = isWord;
    });
    this.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    this.querySelector('.clear')?.addEventListener('click', () => {
      this.ask({ ...this.asked, words: '', chosen: {} });
      this.querySelector<HTMLElement>('input[type=search], select')?.focus();
    });
    addEventListener('popstate', () => {
      this.isTyping = false;
      this.write(readState(new URLSearchParams(location.search), facets));
      void this.show();
    });
    this.write(state);
    if (isNarrowed(state) || state.order !== '') void this.show();
  }

  /** Asks for something else, as if it had been chosen. */
  ask(state: LibraryState): void {
    this.isTyping = false;
    this.write(state);
    this.go(state, 'pushState');
  }

  /** What is asked: by the controls that are there, else by the address. */
  get asked(): LibraryState {
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
    const { showResults } = await import('./libraryResults.ts');
    await showResults(this, this.asked);
  }
}

customElements.define('library-filter', LibraryFilter);
