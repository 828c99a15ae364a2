/** Finds the element of a fragment as browsers do: by the id as written, then decoded (HTML, 7.4.6.4). */
export function targetOf(hash: string): HTMLElement | null {
  const id = hash.slice(1);
  return document.getElementById(id) ?? document.getElementById(decodeURIComponent(id));
}
