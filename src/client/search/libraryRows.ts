import { listPageSize } from '../../log/listPages.ts';

const pages = new Map<number, Promise<readonly Element[]>>();

/**
 * New rows for the resources at some indexes, which are their positions in the library. They are copies of the rows on
 * its list pages, so that filtered rows have everything that other rows have. `first` are the rows of the first page.
 * Each page is loaded once. Throws if one cannot be loaded.
 */
export async function copyRows(
  list: string,
  first: readonly HTMLElement[],
  indexes: readonly number[],
): Promise<readonly HTMLElement[]> {
  const rows = await Promise.all(
    indexes.map(async (index) => {
      const number = Math.floor(index / listPageSize) + 1;
      const row = (number === 1 ? first : await rowsOf(list, number))[index % listPageSize];
      return row && document.importNode(row, true);
    }),
  );
  const copies = rows.filter((row) => row instanceof HTMLElement);
  // The copy of an input would not react. An empty box creates a new one, and keeps its label.
  for (const box of copies.flatMap((row) => [...row.querySelectorAll('known-box')])) {
    box.replaceChildren(...box.querySelectorAll('span'));
  }
  return copies;
}

function rowsOf(list: string, number: number): Promise<readonly Element[]> {
  const rows = pages.get(number) ?? loadRows(`${list}page/${number}/`);
  pages.set(number, rows);
  rows.catch(() => pages.delete(number));
  return rows;
}

async function loadRows(address: string): Promise<readonly Element[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll('.row')];
}
