const icons = `${import.meta.env.BASE_URL}icons.svg`;

/** Creates an element with attributes and content. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...content);
  return node;
}

/** Creates a button that calls `press` when clicked. */
export function button(
  attributes: Readonly<Record<string, string>>,
  text: string,
  press: (button: HTMLButtonElement) => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', () => press(made));
  return made;
}

/** Creates a decorative icon from the icon sprite. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons}#${name}`);
  svg.append(use);
  return svg;
}

/** Opens a modal dialog. A click on its backdrop closes it; closing removes it from the page. */
export function openDialog(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Creates a live region, and a function that announces a text in it once `delayMs` pass without another text. */
export function makeAnnouncer(delayMs: number): { readonly region: HTMLElement; announce(text: string): void } {
  const region = element('p', { class: 'visually-hidden', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const announce = (text: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      region.textContent = text;
    }, delayMs);
  };
  return { region, announce };
}

/** Puts buttons into the corner of a figure. */
export function addTools(figure: HTMLElement, ...buttons: readonly HTMLButtonElement[]): void {
  figure.append(element('div', { class: 'tools' }, ...buttons));
}
