/** The bar that shows what is picked. `picks.ts` fills it, and is loaded only if something is picked. */
const bar = document.querySelector<HTMLElement>('.picks');

/** Adds a button to each resource in the list, or to the one whose page this is, that does not have one yet. */
function addButtons(): void {
  for (const box of document.querySelectorAll<HTMLElement>(
    ':is(.row, .library-table td, .knowing) known-box:not(:has(+ .pick))',
  )) {
    const title = box.closest('.row, tr')?.querySelector('a') ?? document.querySelector('h1');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pick';
    button.dataset.of = box.dataset.of;
    button.textContent = bar?.dataset.pick ?? '';
    button.ariaPressed = 'false';
    button.ariaLabel = `${button.textContent}: ${title?.textContent?.trim()}`;
    box.after(button);
  }
}

if (bar) {
  const load = () => import('./picks.ts');
  const show = () => void load().then(({ showPicks }) => showPicks(bar));
  addButtons();
  new MutationObserver((changes) => {
    if (
      !changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element && node.matches('.row')))
    )
      return;
    addButtons();
    show();
  }).observe(document.querySelector('.found') ?? bar, { subtree: true, childList: true });
  document.addEventListener('click', (event) => {
    const target =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.pick, .picks :is(a, button)') : null;
    if (!target) return;
    event.preventDefault();
    void load().then(({ press }) => press(target, bar));
  });
  addEventListener('storage', show);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) show();
  });
  try {
    if (localStorage[`picks:${import.meta.env.BASE_URL}`]) show();
  } catch {
    // Storage is forbidden. Picks last as long as the page.
  }
}
