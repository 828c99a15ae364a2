import { progressKey, readProgress } from './progressStorage.ts';

const initial = readProgress();
let isPageReady = false;
let loaded: typeof import('./progress.ts') | undefined;

/** Ticks made before the script has loaded. */
const waiting = new Map<string, boolean>();

/** Stores a tick. Those made while the script loads are stored together, so that showing one does not undo another. */
async function tick(id: string, isKnown: boolean): Promise<void> {
  waiting.set(id, isKnown);
  loaded ??= await import('./progress.ts');
  const ticks = new Map(waiting);
  waiting.clear();
  if (ticks.size > 0) await loaded.tick(ticks);
}

/** A checkbox to mark a resource as known. Loads the progress scripts only when there is progress to show. */
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
      void tick(of, box.checked);
    });
    this.append(label);
    // Search results add boxes after the page was drawn.
    if (isPageReady && readProgress()?.size !== 0) void import('./progress.ts').then(({ showBoxes }) => showBoxes());
  }
}

customElements.define('known-box', KnownBox);
isPageReady = true;

const own = document.querySelector<HTMLElement>('.own');
const file = own?.querySelector<HTMLInputElement>('input');
for (const button of own?.querySelectorAll('button') ?? []) {
  button.addEventListener('click', () => {
    // Browsers open a file picker only synchronously within the click.
    if (button.name === 'load') file?.click();
    else void import('./progressControls.ts').then(({ press }) => press(button));
  });
}
file?.addEventListener('change', () => void import('./progressControls.ts').then(({ load }) => load(file)));

function update(): void {
  void import('./progress.ts').then(({ showChanges }) => showChanges());
}

addEventListener('storage', ({ key }) => {
  if (key === progressKey || key === null) update();
});
// A page restored from the back/forward cache has missed storage events.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) update();
});
