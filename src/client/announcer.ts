import { element } from './elements.ts';

/** Creates a live region, and a function that announces a text in it unless another text follows within `delayMs`. */
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
