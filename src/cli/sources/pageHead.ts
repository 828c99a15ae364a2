import { Tokenizer, TokenizerMode, type Token } from 'parse5';

/** What the elements of a page say about the page. */
export interface PageHead {
  readonly title: string;
  /** The values of `<meta>`, in their order, by name or property in lower case. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  /** The texts of its JSON-LD. */
  readonly jsonLd: readonly string[];
  /** The address of its first feed, as written. */
  readonly feed?: string | undefined;
}

/** The most values of one name that are read. */
const mostValues = 200;
const mostCharacters = 20_000;

/** How the text of an element is read up to its end (HTML, section 13.2.6.2). */
const modes: Readonly<Record<string, number>> = {
  ...{ title: TokenizerMode.RCDATA, textarea: TokenizerMode.RCDATA, script: TokenizerMode.SCRIPT_DATA },
  ...{ style: TokenizerMode.RAWTEXT, xmp: TokenizerMode.RAWTEXT, iframe: TokenizerMode.RAWTEXT },
  ...{ noembed: TokenizerMode.RAWTEXT, noframes: TokenizerMode.RAWTEXT },
};

/**
 * Reads what a page says about itself. Its tags are read one by one, without a tree, so that the time depends only on
 * the size of the page and not on its nesting.
 */
export function readPageHead(html: string): PageHead {
  const metas = new Map<string, string[]>();
  const jsonLd: string[] = [];
  let title: string | undefined;
  let feed: string | undefined;
  let reading: 'title' | 'json' | undefined;
  let text: string[] = [];
  const collect = ({ chars }: Token.CharacterToken) => {
    if (reading) text.push(chars);
  };
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, attrs }) => {
        const attribute = (name: string) => attrs.find((one) => one.name === name)?.value ?? '';
        tokenizer.state = modes[tagName] ?? tokenizer.state;
        if (tagName === 'meta') addMeta(metas, attribute);
        if (tagName === 'link' && isFeedLink(attribute)) feed ??= attribute('href');
        text = [];
        if (tagName === 'title' && title === undefined) reading = 'title';
        else if (tagName === 'script' && /^application\/ld\+json\b/i.test(attribute('type').trim())) reading = 'json';
        else reading = undefined;
      },
      onEndTag: () => {
        if (reading === 'title') title = text.join('').slice(0, mostCharacters);
        if (reading === 'json' && jsonLd.length < mostValues) jsonLd.push(text.join(''));
        reading = undefined;
      },
      ...{ onComment: ignored, onDoctype: ignored, onEof: ignored },
      ...{ onCharacter: collect, onNullCharacter: ignored, onWhitespaceCharacter: collect },
    },
  );
  tokenizer.write(html, true);
  return { title: title ?? '', metas, jsonLd, feed };
}

function isFeedLink(attribute: (name: string) => string): boolean {
  return /^application\/(?:rss|atom)\+xml\b/i.test(attribute('type').trim()) && /\balternate\b/i.test(attribute('rel'));
}

function addMeta(metas: Map<string, string[]>, attribute: (name: string) => string): void {
  const content = attribute('content').trim().slice(0, mostCharacters);
  if (content === '') return;
  for (const key of new Set([attribute('name'), attribute('property'), attribute('itemprop')])) {
    const name = key.trim().toLowerCase();
    const values = metas.get(name) ?? [];
    if (name !== '' && values.length < mostValues) metas.set(name, [...values, content]);
  }
}
