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

/** Opens a modal dialog. A click on its backdrop closes it; closing removes it from the page. */
export function openDialog(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Puts buttons into the corner of a figure. */
export function addTools(figure: HTMLElement, ...buttons: readonly HTMLButtonElement[]): void {
  figure.append(element('div', { class: 'tools' }, ...buttons));
}
