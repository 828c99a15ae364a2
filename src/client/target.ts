/** The element that a fragment leads to, as a browser finds it: by its id as it is written, else decoded (HTML, 7.4.6.4). */
export function targetOf(hash: string): HTMLElement | null {
  const id = hash.slice(1);
  return document.getElementById(id) ?? document.getElementById(decodeURIComponent(id));
}
