import { element } from '../elements.ts';

/** The listbox of a combobox: arrow keys select an option while the focus stays in the field. Other content follows it. */
export class OptionList {
  readonly list = element('div', { class: 'hits', role: 'listbox', id: 'search-hits' });
  private readonly below = element('div', { class: 'below' });
  readonly node = element('div', { class: 'results' }, this.list, this.below);
  private readonly field: HTMLElement;

  constructor(field: HTMLElement) {
    this.field = field;
    const combobox = { role: 'combobox', 'aria-controls': this.list.id, 'aria-autocomplete': 'list' };
    for (const [name, value] of Object.entries(combobox)) field.setAttribute(name, value);
    this.fill('', [], []);
  }

  get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role=option]')];
  }

  get selected(): HTMLElement | null {
    return this.list.querySelector('[aria-selected=true]');
  }

  /** Whether the options still belong to an earlier search. */
  get isBusy(): boolean {
    return this.list.getAttribute('aria-busy') === 'true';
  }

  set isBusy(isBusy: boolean) {
    this.list.setAttribute('aria-busy', String(isBusy));
  }

  /** Replaces the content, and selects no option. */
  fill(name: string, content: readonly HTMLElement[], below: readonly HTMLElement[]): void {
    this.list.setAttribute('aria-label', name);
    this.list.replaceChildren(...content);
    this.below.replaceChildren(...below);
    this.options.forEach((option, index) => {
      option.id = `hit-${index}`;
    });
    this.field.setAttribute('aria-expanded', String(content.length > 0));
    this.node.scrollTop = 0;
    this.select(-1);
    this.isBusy = false;
  }

  /** Selects the option at an index, or none if there is no such option. */
  select(index: number): void {
    const options = this.options;
    options.forEach((option, position) => {
      option.setAttribute('aria-selected', String(position === index));
    });
    const selected = options[index];
    if (selected) this.field.setAttribute('aria-activedescendant', selected.id);
    else this.field.removeAttribute('aria-activedescendant');
    if (index === 0) this.node.scrollTop = 0;
    else selected?.scrollIntoView({ block: 'nearest' });
  }

  /** Selects the next or the previous option, and wraps around. */
  step(by: 1 | -1): void {
    const options = this.options;
    const at = this.selected ? options.indexOf(this.selected) : -1;
    const from = at < 0 && by < 0 ? 0 : at;
    if (options.length > 0) this.select((from + by + options.length) % options.length);
  }
}
