/**
 * Keeps what a reader has chosen: on the root element, for style sheets, and in their browser, from where the head of
 * each page takes it. Without a value, the choice is taken back.
 */
export function savePreference(name: 'theme' | 'keys', value: string | undefined): void {
  const { dataset } = document.documentElement;
  if (value === undefined) delete dataset[name];
  else dataset[name] = value;
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage may be full or forbidden; the choice then lasts as long as the page.
  }
}
