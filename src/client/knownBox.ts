import { progressKey, readProgress } from './progressStorage.ts';

const initial = readProgress();
let isDrawn = false;

/** The box by which a reader says that they know a resource. What follows from it is loaded when there is something. */
class KnownBox extends HTMLElement {
  connectedCallback(): void {
    const { of = '', name = '' } = this.dataset;
    if (this.querySelector('input')) return;
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = initial?.has(of) ?? false;
    const label = document.createElement('label');
    if (name !== '') box.ariaLabel = name;
    label.append(box, ...this.childNodes);
    box.addEventListener('change', () => {
      const { checked } = box;
      void import('./progress.ts').then(({ tick }) => tick(of, checked));
    });
    this.append(label);
    // A row that was found later.
    if (isDrawn && readProgress()?.size !== 0) void import('./progress.ts').then(({ showBoxes }) => showBoxes());
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
    else void import('./progressControls.ts').then(({ press }) => press(button));
  });
}
file?.addEventListener('change', () => void import('./progressControls.ts').then(({ load }) => load(file)));

function showAnew(): void {
  void import('./progress.ts').then(({ showChanges }) => showChanges());
}

addEventListener('storage', ({ key }) => {
  if (key === progressKey || key === null) showAnew();
});
// Back from where another page has been meanwhile, it may have missed something.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) showAnew();
});
if (initial?.size !== 0) void import('./progress.ts').then(({ showKnown }) => showKnown());
