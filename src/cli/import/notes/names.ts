import { freeId, idFrom } from '../../entries/entryId.ts';

/** The most folders that a note can be in, and the most characters that their names and its own can have together. */
const mostFolders = 8;

/** The id made from a name, such as that of a file. It has at least a letter. */
function idOfName(name: string): string {
  const id = idFrom(name);
  return id === '' ? 'untitled' : id;
}

/**
 * Ids of notes for paths without extensions, each used once. A folder inside one of the same name is left out, because
 * its topic would contain itself, and so are folders that are too deep.
 */
export class NoteNames {
  readonly #taken = new Set<string>();

  /** The id, and whether it has a number because two paths gave the same one. */
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
