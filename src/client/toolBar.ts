/** A button with these words that does this when pressed. */
export function makeButton(text: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', () => press(button));
  return button;
}

/** Puts buttons into the corner of a figure. */
export function addTools(figure: HTMLElement, ...buttons: readonly HTMLButtonElement[]): void {
  const bar = document.createElement('div');
  bar.className = 'tools';
  bar.append(...buttons);
  figure.append(bar);
}
