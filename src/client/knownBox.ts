import { words } from 'virtual:learnlog/words';
import { fill } from '../phrase.ts';
import { currentKnown, isSomethingStored } from './knownStore.ts';

const initial = currentKnown();

/** The box by which a reader says that they know a resource. What follows from it is loaded when there is something. */
class KnownBox extends HTMLElement {
  connectedCallback(): void {
    const { of = '', title = '', named } = this.dataset;
    if (this.firstChild) return;
    const name = fill(words.progress.know, { title });
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = initial.has(of);
    const label = document.createElement('label');
    label.append(box);
    if (named === undefined) box.ariaLabel = name;
    else label.append(name);
    box.addEventListener('change', () => {
      const { checked } = box;
      void import('./progress.ts').then(({ tick }) => tick(of, checked));
    });
    this.append(label);
  }
}

customElements.define('known-box', KnownBox);

const own = document.querySelector<HTMLElement>('.own');
const file = own?.querySelector<HTMLInputElement>('input');
for (const button of own?.querySelectorAll('button') ?? []) {
  button.addEventListener('click', () => {
    // A window for files opens only at once.
    if (button.name === 'load') file?.click();
    else void import('./ownProgress.ts').then(({ press }) => press(button));
  });
}
file?.addEventListener('change', () => void import('./ownProgress.ts').then(({ load }) => load(file)));

if (isSomethingStored()) void import('./progress.ts').then(({ showKnown }) => showKnown());
