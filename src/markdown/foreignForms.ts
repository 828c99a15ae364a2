import { readCallout } from './calloutKinds.ts';
import { emojiNames } from './emojiNames.ts';
import { mask } from './maskedSource.ts';

/** What the author should write instead of a text that has a meaning only in another program. */
export interface Advice {
  /** The end of a message that starts with the text: ` is … `. */
  readonly advice: string;
  /** The whole text as it should be written and what that does, if this is certain. */
  readonly fix?: { readonly text: string; readonly description: string };
}

export interface ForeignForm {
  /** Global. Matches in a source whose code, formulas and addresses are masked. */
  readonly form: RegExp;
  /** Undefined if the match is ordinary text. `written` is the match without masks. */
  readonly read: (match: RegExpExecArray, written: string) => Advice | undefined;
}

/** Turns text between marks, which would be shown as typed, into the HTML that is meant. */
function inElement(name: string, text: string): NonNullable<Advice['fix']> {
  return { text: `<${name}>${text}</${name}>`, description: `writes <${name}>` };
}

const toc: Advice = {
  advice: 'pages show a table of contents automatically. Remove it.',
  fix: { text: '', description: 'removes the marker of a table of contents' },
};

/** The commands that start a cell of a notebook, `%%time`. */
const cellMagic =
  /^(?:bash|capture|cython|debug|file|html|javascript|js|latex|markdown|matplotlib|perl|prun|pypy|python[23]?|R|ruby|script|sh|sql|svg|time|timeit|writefile)$/i;

/** Syntax of Obsidian, Notion, Jekyll, Hugo, MkDocs, Pandoc and MyST inside a block, except `[[links]]`. */
export const inlineForms: readonly ForeignForm[] = [
  {
    form: /(?<![\p{L}\p{N}=])==(?![\s=])([^=]+)(?<!\s)==(?![\p{L}\p{N}=])/gu,
    read: (_, written) => ({
      advice: 'write "<mark>" and "</mark>" around it.',
      fix: inElement('mark', written.slice(2, -2)),
    }),
  },
  {
    form: /(?<=[\p{L}\p{N})])\^([\p{L}\p{N}+-]{1,12})\^(?![\p{L}\p{N}^])/gu,
    read: ([, text = '']) => ({ advice: `write "<sup>${text}</sup>".`, fix: inElement('sup', text) }),
  },
  {
    form: /(?<![\]\w])\[\[?_?toc_?\]?\](?![[(:])/gi,
    read: () => toc,
  },
  {
    // A destination with spaces. Parentheses in normal text contain neither a slash nor a file extension.
    form: /\]\(([^()<>"\n{}]+)("[^"\n]*")?\)/g,
    read: ([, destination = '', title]) => {
      const address = destination.trim();
      const isAddress = /\s/.test(address) && /\/|\.[a-z]\w{1,4}$/i.test(address.replace(/#.*/s, ''));
      if (!isAddress || destination.includes(mask)) return undefined;
      const text = `](<${address}>${title === undefined ? '' : ` ${title}`})`;
      return {
        advice: `an address with spaces is not a link. Write "${text}".`,
        fix: { text, description: 'puts the address between < and >' },
      };
    },
  },
  {
    form: /\{%[^{}]*%\}|\{\{[^{}]*\}\}/g,
    read: () => ({ advice: 'templates are not filled in here. Remove it, or put it in backticks.' }),
  },
  {
    form: /\{:[^{}\n]+\}|(?<=[^:\s][ \t])\{[#.]\p{L}[^{}\n]*\}/gu,
    read: () => ({ advice: 'attributes like this are not read. Remove it, or put it in backticks.' }),
  },
  {
    form: new RegExp(`(?<![\\w}])\\{[a-z][\\w:-]*\\}(?=${mask})`, 'g'),
    read: () => ({ advice: 'roles of MyST are not read. Write it in Markdown: a link, code or a formula.' }),
  },
  {
    form: /\[([^[\]\n]+)\](?![[(])|\\cite[a-z]*\{[^{}\n]*\}/gi,
    read: ([, inside]) => {
      const isCitation = inside === undefined || /(?:^|[\s;])-?@[a-z]/i.test(inside);
      return isCitation ? { advice: 'write a link to the Markdown file of the source, or a footnote.' } : undefined;
    },
  },
  {
    form: /(?<![\p{L}\p{N}:])(:([a-z0-9_+-]{1,30}):)(?![\p{L}\p{N}:])/gu,
    read: ([, , name = '']) => {
      if (!Object.hasOwn(emojiNames, name)) return undefined;
      const text = emojiNames[name] ?? '';
      return { advice: `write "${text}".`, fix: { text, description: 'writes the emoji' } };
    },
  },
  {
    form: /(?<=\S)[ \t]+\^[a-z][a-z0-9-]{2,40}(?=[ \t]*(?:\n|$))/gi,
    read: () => ({
      advice: 'block ids are not read. Remove it, and link to a heading.',
      fix: { text: '', description: 'removes the block id' },
    }),
  },
  {
    // A private comment without an end. Complete ones have been removed.
    form: /(?<![\p{L}\p{N}%\\])%%([\p{L}\p{N}]+)(?!%)/gu,
    read: ([, word = '']) =>
      cellMagic.test(word)
        ? undefined
        : { advice: 'if it starts a private comment, put "%%" after that. If not, put it in backticks.' },
  },
  {
    form: /(?<![\p{L}\p{N}(])\(\([\w-]{9}\)\)(?!\))/gu,
    read: () => ({ advice: 'block references are not read. Write a link to a heading.' }),
  },
];

/** Syntax at the start of a line of a paragraph, after the `>` of quotations. */
export const lineForms: readonly ForeignForm[] = [
  {
    form: /^[ \t>]*(:{3,}[ \t]*(?:\{[ \t]*)?[a-z.#][^\n]*)/gim,
    read: ([, written = '']) => ({ advice: `write a callout: "> [!${calloutFor(written)}]".` }),
  },
  {
    form: /^[ \t>]*((?:!!!|\?\?\?\+?)[ \t]+([a-z]+)[^\n]*)/gim,
    read: ([, written = '', kind = '']) =>
      readCallout(kind) && { advice: `write a callout: "> [!${calloutFor(written)}]".` },
  },
  {
    form: /^[ \t>]*(#{2,6}(?=[\p{L}\p{N}])[^\n]*)/gmu,
    read: (_, written) => ({
      advice: 'a heading needs a space after its number signs.',
      fix: { text: written.replace(/^#+/, '$& '), description: 'adds the space after "#"' },
    }),
  },
  {
    form: /^[ \t>]*((?:#[\p{L}_][\p{L}\p{N}_/-]*[ \t]*)+)$/gmu,
    read: () => ({ advice: 'tags are not read. Name topics in the frontmatter. A heading needs a space after "#".' }),
  },
  {
    form: /^[ \t>]*(?:[-*+][ \t]+)?((?:\[|\()?[\p{L}][\p{L}\p{N} _-]{0,40}(?<! )::[ \t][^\n]*)/gmu,
    read: () => ({ advice: 'Dataview fields are not read. Write it as a sentence, or in the frontmatter.' }),
  },
  {
    form: /(?<=[^\n]\n)[ \t>]*(:[ \t]+[^\s:][^\n]*)/g,
    read: () => ({ advice: 'definition lists are not read. Write "- **Word**: what it means".' }),
  },
];

function calloutFor(written: string): string {
  return /warn|caution|danger|error|bug|attention/i.test(written)
    ? 'WARNING'
    : /tip|hint/i.test(written)
      ? 'TIP'
      : 'NOTE';
}

/** A code block in the language of a program that fills it in. */
export const foreignFence =
  /^(?:dataview(?:js)?|tasks|query|base|button|leaflet|excalidraw|kanban|ad-[\w-]+|\{(?:note|tip|hint|important|seealso|warning|caution|attention|danger|error|admonition|figure|image|math|table|list-table|code|code-block|code-cell|tableofcontents|toctree|contents|dropdown|margin|epigraph|exercise|solution|prf:\w+|bibliography|include|literalinclude|tab-set|grid|card|eval-rst)\})$/i;
