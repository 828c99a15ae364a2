import { knownKey, storedKnown } from './storedKnown.ts';

const initial = storedKnown();
let isDrawn = false;

/** The box by which a reader says that they know a resource. What follows from it is loaded when there is something. */
class KnownBox extends HTMLElement {
  connectedCallback(): void {
    const { of = '', name = '', named } = this.dataset;
    if (this.firstChild) return;
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = initial?.has(of) ?? false;
    const label = document.createElement('label');
    label.append(box);
    if (named === undefined) box.ariaLabel = name;
    else label.append(name);
    box.addEventListener('change', () => {
      const { checked } = box;
      void import('./progress.ts').then(({ tick }) => tick(of, checked));
    });
    this.append(label);
    // A row that was found later.
    if (isDrawn && storedKnown()?.size !== 0) void import('./progress.ts').then(({ showBoxes }) => showBoxes());
  }
}

customElements.define('known-box', KnownBox);
isDrawn = true;

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

function showAnew(): void {
  void import('./progress.ts').then(({ showElsewhere }) => showElsewhere());
}

addEventListener('storage', ({ key }) => {
  if (key === knownKey || key === null) showAnew();
});
// Back from where another page has been meanwhile, it may have missed something.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) showAnew();
});
if (initial?.size !== 0) void import('./progress.ts').then(({ showKnown }) => showKnown());
