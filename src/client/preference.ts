import { store } from './storage.ts';

/**
 * Sets a preference on the root element, for style sheets, and stores it for the script in the head of each page.
 * `undefined` resets it. Without storage, it is lost with the page.
 */
export function savePreference(name: 'theme' | 'keys', value: string | undefined): void {
  const { dataset } = document.documentElement;
  if (value === undefined) delete dataset[name];
  else dataset[name] = value;
  store(name, value);
}
