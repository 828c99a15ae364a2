import { element } from './elements.ts';

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
