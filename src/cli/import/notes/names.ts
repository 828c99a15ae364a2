import { freeId, idFrom } from '../../entries/entryId.ts';

/** How many folders a note can be in, and how long the names of these and of itself can be together, in characters. */
const mostFolders = 8;

/** The id of a name, such as that of a file: at least a letter. */
function idOfName(name: string): string {
  const id = idFrom(name);
  return id === '' ? 'untitled' : id;
}

/**
 * Ids of notes for paths without endings, each used once. A folder that is in one of the same name is left out, because
 * its topic would be in itself, and so are those that are too deep.
 */
export class NoteNames {
  readonly #taken = new Set<string>();

  /** The id, and whether it is another one because two paths gave the same. */
  add(path: string): { readonly id: string; readonly isNumbered: boolean } {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = idOfName(parts.at(-1) ?? '');
    const folders: string[] = [];
    for (const part of parts.slice(0, -1)) {
      const folder = idOfName(part);
      if (!folders.includes(folder) && folders.length < mostFolders) folders.push(folder);
    }
    // `page/2` is the address of a page of the list of notes.
    const wanted = folders.join('/') === 'page' && /^\d+$/.test(name) ? `pages/${name}` : [...folders, name].join('/');
    const id = freeId(wanted, (one) => this.#taken.has(one.toLowerCase()));
    this.#taken.add(id.toLowerCase());
    return { id, isNumbered: id !== wanted };
  }

  /** Takes an id as an alias. Returns false if another note has it. */
  claim(id: string): boolean {
    if (this.#taken.has(id.toLowerCase())) return false;
    this.#taken.add(id.toLowerCase());
    return true;
  }
}
