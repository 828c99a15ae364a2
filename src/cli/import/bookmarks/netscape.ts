import { Tokenizer, type Token } from 'parse5';

/** A bookmark as written in its file. */
export interface Bookmark {
  /** From 1. */
  readonly line: number;
  readonly title: string;
  /** The names of its attributes are in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The names of the folders that contain it, outermost first, without those that every browser has. */
  readonly folders: readonly string[];
  /** The text below it. */
  note: string;
}

/** The folders that every browser has, which say nothing about their contents. */
const usualFolders =
  /^(?:bookmarks|bookmarks bar|bookmarks toolbar|bookmarks menu|other bookmarks|mobile bookmarks|favorites|favorites bar|favourites|favourites bar|other favorites|reading list|unsorted|unsorted bookmarks|imported|all bookmarks|lesezeichen|lesezeichenleiste|lesezeichen-symbolleiste|weitere lesezeichen|favoris|barre de favoris|autres favoris|marcadores|barra de marcadores|otros marcadores)$/i;

/** The attributes of the folders that every browser has. */
const usualAttributes = ['personal_toolbar_folder', 'unfiled_bookmarks_folder'];

/**
 * Reads the bookmarks of a file in Netscape's format, which all browsers export: `<DL>` lists with `<H3>` folders,
 * `<A>` bookmarks and `<DD>` texts. Tags are read one by one, so that unclosed and deeply nested ones do no harm.
 */
export function readNetscape(html: string): readonly Bookmark[] {
  const bookmarks: Bookmark[] = [];
  const folders: (string | undefined)[] = [];
  let next: string | undefined;
  let open: { readonly tag: string; readonly line: number; readonly attributes: Record<string, string> } | undefined;
  let text = '';
  const close = () => {
    const line = text.replace(/\s+/g, ' ').trim();
    if (open?.tag === 'h3') {
      const isUsual = usualFolders.test(line) || usualAttributes.some((name) => open?.attributes[name] !== undefined);
      next = isUsual || line === '' ? undefined : line;
    } else if (open?.tag === 'a') {
      const around = folders.filter((folder) => folder !== undefined);
      bookmarks.push({ line: open.line, title: line, attributes: open.attributes, folders: around, note: '' });
    } else if (open?.tag === 'dd') {
      const last = bookmarks.at(-1);
      if (last && last.note === '' && canHaveNote) last.note = text.trim();
    }
    open = undefined;
    text = '';
  };
  let canHaveNote = false;
  const collect = ({ chars }: Token.CharacterToken) => {
    if (open) text += chars;
  };
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: ({ tagName, attrs, location }) => {
        if (tagName === 'br' && open?.tag === 'dd') {
          text += '\n';
          return;
        }
        if (!['dl', 'dt', 'dd', 'h1', 'h3', 'a'].includes(tagName)) return;
        close();
        if (tagName === 'dl') {
          folders.push(next);
          next = undefined;
        }
        // A text belongs to the bookmark right before it, not to a folder.
        if (tagName === 'h3' || tagName === 'dl') canHaveNote = false;
        if (tagName === 'a') canHaveNote = true;
        if (['a', 'h3', 'dd'].includes(tagName)) {
          const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
          open = { tag: tagName, line: location?.startLine ?? 1, attributes };
        }
      },
      onEndTag: ({ tagName }) => {
        if (tagName === open?.tag || tagName === 'dl') close();
        if (tagName === 'dl') folders.pop();
      },
      onEof: close,
      ...{ onComment: ignored, onDoctype: ignored },
      ...{ onCharacter: collect, onNullCharacter: ignored, onWhitespaceCharacter: collect },
    },
  );
  tokenizer.write(html, true);
  return bookmarks;
}
