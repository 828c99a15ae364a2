import { codeBlock, escapedText, isWithin, type Draft, type Edit } from './draft.ts';
import { isPicture } from './sources.ts';
import { mediaAddress } from './htmlToMarkdown.ts';

/** The arguments of a template tag: `src="a.png"`, or a word without a name. */
interface Arguments {
  readonly named: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

function readArguments(text: string): Arguments {
  const named = new Map<string, string>();
  const words: string[] = [];
  for (const [, name, double, single, bare = ''] of text.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=|]+))/g,
  )) {
    const value = double ?? single ?? bare;
    if (name === undefined) words.push(value);
    else named.set(name.toLowerCase(), value);
  }
  return { named, words };
}

/** Turns Liquid, which Jekyll fills in, into Markdown if its meaning is obvious. */
export function convertLiquid(draft: Draft, variables: ReadonlyMap<string, string>): void {
  convertHighlights(draft, /\{%-?\s*highlight\s+([\w+#.-]+)[^%]{0,200}%\}/g, /\{%-?\s*endhighlight\s*-?%\}/g);
  dropComments(draft);
  const edits: Edit[] = [];
  for (const { index, 0: whole } of draft.text.matchAll(/\{%-?\s*(?:end)?raw\s*-?%\}\n?/g)) {
    edits.push({ from: index, to: index + whole.length, text: '' });
  }
  draft.edit(edits);
  inText(
    draft,
    /\{%-?\s*([\w-]+)([^%]{0,1000}?)-?%\}|\{\{([^{}\n]{0,500})\}\}|^[ \t]*[*-][ \t]+TOC[ \t]*\n[ \t]*\{:[ \t]*toc[ \t]*\}|[ \t]*\{:[^{}\n]{0,300}\}/gm,
    ([whole, name, rest = '', output]) => {
      if (output !== undefined) return outputOf(output.trim(), variables);
      if (name === undefined) return '';
      return tagOfLiquid(name, rest, whole);
    },
  );
}

function outputOf(output: string, variables: ReadonlyMap<string, string>): string | undefined {
  const [value = '', ...filters] = output.split('|').map((part) => part.trim());
  const text = /^(["'])(.*)\1$/.exec(value)?.[2];
  const isAddress = filters.every((filter) =>
    /^(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))$/.test(filter),
  );
  if (text !== undefined && isAddress) return text;
  if (filters.length > 0) return undefined;
  return /^site\.(?:baseurl|url|github\.url)$/.test(value) ? '' : variables.get(value);
}

function tagOfLiquid(name: string, rest: string, whole: string): string | undefined {
  const { named, words } = readArguments(rest);
  if (name === 'post_url') return `${words[0] ?? ''}.md`;
  if (name === 'link') return `/${words[0] ?? ''}`;
  if (name === 'gist') return `[A gist](https://gist.github.com/${words[0] ?? ''})`;
  if (name === 'youtube' || name === 'vimeo') return video(name, words[0] ?? '');
  if (name === 'include' || name === 'include_relative') {
    const file = words[0] ?? '';
    if (/youtube|vimeo/.test(file)) return video(/vimeo/.test(file) ? 'vimeo' : 'youtube', named.get('id') ?? '');
    return picture(named);
  }
  return /^\{%-?\s*(?:toc|seo|feed_meta)\b/.test(whole) ? '' : undefined;
}

/** Turns Hugo's shortcodes into Markdown if their meaning is obvious. */
export function convertShortcodes(draft: Draft): void {
  convertHighlights(
    draft,
    /\{\{[<%]\s*highlight\s+"?([\w+#.-]+)"?[^<>%]{0,200}[>%]\}\}/g,
    /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g,
  );
  convertThemeBoxes(draft);
  inText(
    draft,
    /\{\{[<%](?!\/\*)\s*(\/?\s*[\w./-]+)((?:[^<>%{}]|%(?!\}))*?)\/?\s*[>%]\}\}/g,
    ([, name = '', rest = '']) => {
      const { named, words } = readArguments(rest);
      const id = named.get('id') ?? words[0] ?? '';
      switch (name.toLowerCase()) {
        case 'figure':
        case 'img':
        case 'image':
          return picture(named);
        case 'youtube':
        case 'vimeo':
          return video(name, id);
        case 'gist':
          return `[A gist](https://gist.github.com/${words[0] ?? ''}/${words[1] ?? ''})`;
        case 'tweet':
        case 'x':
          return named.has('user') ? `[A post](https://x.com/${named.get('user')}/status/${id})` : undefined;
        case 'ref':
        case 'relref':
          return encodeURI(words[0] ?? named.get('path') ?? '');
        case 'math':
        case '/math':
        case 'katex':
        case '/katex':
        case 'rawhtml':
        case '/rawhtml':
        case 'toc':
          return '';
        default:
          return undefined;
      }
    },
  );
}

/** A picture with the address, description and caption that a template gets. */
function picture(named: Arguments['named']): string | undefined {
  const address = ['src', 'url', 'path', 'image_path', 'file', 'image']
    .map((name) => named.get(name))
    .find((value) => value !== undefined);
  if (address === undefined || !isPicture(address.replace(/[?#].*$/s, ''))) return undefined;
  const caption = named.get('caption') ?? named.get('description') ?? named.get('title');
  const alt = named.get('alt') ?? '';
  const title = caption === undefined || caption === '' ? '' : ` "${caption.replace(/["\\]/g, '\\$&')}"`;
  return `![${escapedText(alt)}](<${address.replace(/[<>]/g, encodeURIComponent)}>${title})`;
}

function video(host: string, id: string): string | undefined {
  if (!/^[\w-]{5,20}$/.test(id)) return undefined;
  const player = host === 'vimeo' ? `https://player.vimeo.com/video/${id}` : `https://www.youtube.com/embed/${id}`;
  return `[A video](${mediaAddress(player)})`;
}

/** Replaces matches outside code. A match stays if there is no text for it. */
function inText(draft: Draft, form: RegExp, textFor: (match: RegExpExecArray) => string | undefined): void {
  const ranges = draft.literals();
  const edits: Edit[] = [];
  for (const match of draft.text.matchAll(form)) {
    if (isWithin(match.index, ranges)) continue;
    const text = textFor(match);
    if (text === undefined) draft.remark('needs-person', 'A template tag is left as text.', match.index);
    else edits.push({ from: match.index, to: match.index + match[0].length, text });
  }
  draft.edit(edits);
}

/** Pairs of markers outside code: each start with the next end. */
function pairs(draft: Draft, start: RegExp, end: RegExp) {
  const ranges = draft.literals(new Set(['code', 'inlineCode']));
  const ends = [...draft.text.matchAll(end)];
  const found: { readonly match: RegExpExecArray; readonly inside: string; readonly to: number }[] = [];
  let [next, at] = [0, 0];
  for (const match of draft.text.matchAll(start)) {
    if (match.index < at || isWithin(match.index, ranges)) continue;
    const begin = match.index + match[0].length;
    while ((ends[next]?.index ?? Number.POSITIVE_INFINITY) < begin) next += 1;
    const closing = ends[next];
    if (!closing) break;
    at = closing.index + closing[0].length;
    found.push({ match, inside: draft.text.slice(begin, closing.index), to: at });
  }
  return found;
}

function convertHighlights(draft: Draft, start: RegExp, end: RegExp): void {
  const edits = pairs(draft, start, end).map(({ match, inside, to }): Edit => {
    const line = draft.text.slice(draft.text.lastIndexOf('\n', match.index - 1) + 1, match.index);
    const isAlone = line.trim() === '';
    const code = codeBlock(inside.replace(/^[ \t]*\n/, '').trimEnd(), match[1]);
    // The lines of the code have the indentation of a list item already.
    const [first = '', ...rest] = code.split('\n');
    const text = [first, ...rest.slice(0, -1), `${isAlone ? line : ''}${rest.at(-1) ?? ''}`].join('\n');
    return { from: match.index, to, text: isAlone ? text : `\n\n${text}\n\n` };
  });
  draft.edit(edits);
}

function dropComments(draft: Draft): void {
  const found = pairs(draft, /\{%-?\s*comment\s*-?%\}/g, /\{%-?\s*endcomment\s*-?%\}/g);
  for (const { match } of found) draft.remark('dropped', 'A template comment is left out.', match.index);
  draft.edit(found.map(({ match, to }) => ({ from: match.index, to, text: '' })));
}

const boxKinds: Readonly<Record<string, string>> = {
  ...{ info: 'INFO', tip: 'TIP', success: 'SUCCESS', warning: 'WARNING', danger: 'DANGER', caution: 'CAUTION' },
  ...{ important: 'IMPORTANT', note: 'NOTE', error: 'DANGER', question: 'QUESTION' },
};

/** Turns the boxes of Hugo's themes into callouts. */
function convertThemeBoxes(draft: Draft): void {
  const names = 'notice|callout|alert|hint|admonition|note|tip|warning|details';
  const start = new RegExp(String.raw`^[ \t]*\{\{[<%]\s*(${names})\b([^<>{}\n]{0,300}?)[>%]\}\}[ \t]*\n?`, 'gim');
  const end = new RegExp(String.raw`\{\{[<%]\s*\/\s*(?:${names})\s*[>%]\}\}`, 'gi');
  const edits = pairs(draft, start, end).map(({ match, inside, to }): Edit => {
    const name = (match[1] ?? '').toLowerCase();
    const { named, words } = readArguments(match[2] ?? '');
    const wanted = [named.get('type'), named.get('kind'), ...words, name].find(
      (word) => word !== undefined && boxKinds[word.toLowerCase()],
    );
    const kind = boxKinds[wanted?.toLowerCase() ?? ''] ?? 'NOTE';
    const title = named.get('title') ?? named.get('summary') ?? words.filter((word) => word !== wanted).join(' ');
    const marker = `[!${kind}]${name === 'details' ? '-' : ''}`;
    const lines = [title === '' ? marker : `${marker} ${title}`, ...inside.trim().split('\n')];
    return { from: match.index, to, text: lines.map((line) => `> ${line}`.trimEnd()).join('\n') };
  });
  draft.edit(edits);
}
