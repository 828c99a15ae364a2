import { escapedText, inlineCode, type Draft } from './draft.ts';

/** A block of an outline: its own lines without indentation, and the blocks below it. */
interface Block {
  readonly lines: { text: string; readonly row: number }[];
  readonly children: Block[];
  readonly depth: number;
  readonly properties: Map<string, string>;
}

/** Properties for Logseq's own use. */
const hidden =
  /^(?:id|collapsed|background-color|heading|created-at|updated-at|done|card-.*|logseq\..*|query-.*|ls-type|hl-.*|file|file-path|exclude-from-graph-view|icon|public|filters)$/i;
const property = /^([A-Za-z][\w.-]{0,40})::(?:[ \t](.*))?$/;
const bullet = /^([ \t]*)[-*](?:[ \t](.*))?$/;

/** The id of each block of an outline that has one, with the text of its first line. */
export function blockTexts(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let last = '';
  for (const line of text.split('\n')) {
    const id = /^[ \t]*id::[ \t]*([0-9a-f-]{36})[ \t]*$/i.exec(line)?.[1];
    if (id !== undefined) found.set(id.toLowerCase(), last);
    else if (!/^[ \t]*[A-Za-z][\w.-]*::/.test(line)) last = bullet.exec(line)?.[2] ?? last;
  }
  return found;
}

/** The properties at the start of a page, which Logseq writes above its first block or as that block. */
export function pageProperties(text: string): {
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: number;
} {
  const fields: Record<string, string> = {};
  let rows = 0;
  for (const line of text.split('\n')) {
    const [, name, value = ''] = property.exec(rows === 0 ? line.replace(/^-[ \t]+/, '') : line.trim()) ?? [];
    if (name === undefined) break;
    if (!hidden.test(name)) fields[name.toLowerCase()] = value.trim();
    rows += 1;
  }
  return { fields, rows };
}

/**
 * Turns the outline of a page into text: headings, and top-level blocks of more than one line, become headings and
 * paragraphs. Everything else stays a list. Properties become text or are left out, and quotes and notes become
 * quotations and callouts.
 */
export function convertOutline(draft: Draft): void {
  const rows: [string, number][] = [];
  const { above, blocks } = readOutline(draft);
  for (const { text, row } of above) rows.push([text, row]);
  if (above.length > 0) rows.push(['', above.at(-1)?.row ?? 0]);
  writeBlocks(blocks, rows);
  draft.rewrite(rows.length > 0 ? rows : [['', 0]]);
}

function readOutline(draft: Draft) {
  const above: Block['lines'] = [];
  const blocks: Block[] = [];
  const open: Block[] = [];
  let fence: string | undefined;
  let skipping: RegExp | undefined;
  for (const [row, line] of draft.text.split('\n').entries()) {
    const trimmed = line.trim();
    if (skipping) {
      if (skipping.test(trimmed)) skipping = undefined;
      continue;
    }
    const found = fence === undefined ? bullet.exec(line) : null;
    if (found) {
      const depth = (found[1] ?? '').replace(/ {2}/g, '\t').length;
      while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= depth) open.pop();
      const block: Block = { lines: [], children: [], depth, properties: new Map() };
      (open.at(-1)?.children ?? blocks).push(block);
      open.push(block);
    }
    const block = open.at(-1);
    const text = found ? (found[2] ?? '') : block ? withoutIndent(line, block.depth) : line;
    const mark = /^[ \t]*(`{3,}|~{3,}|#\+(?:BEGIN|END)_(?:SRC|EXAMPLE)\b)/i.exec(text)?.[1]?.toUpperCase();
    if (mark?.startsWith('#+BEGIN')) fence ??= mark.replace('BEGIN', 'END');
    else if (mark !== undefined && !(mark.startsWith('#') && fence === undefined))
      fence = fence === undefined ? mark : text.trim().toUpperCase().startsWith(fence) ? undefined : fence;
    if (fence === undefined && mark === undefined) {
      if (/^:LOGBOOK:$/i.test(trimmed)) {
        skipping = /^:END:$/i;
        continue;
      }
      if (/^(?:SCHEDULED|DEADLINE):/.test(trimmed)) {
        draft.remark('dropped', 'The date of a task is left out.');
        continue;
      }
      const [, name, value = ''] = property.exec(text.trim()) ?? [];
      if (name !== undefined && block) {
        if (name.toLowerCase() === 'logseq.order-list-type') block.properties.set('ordered', value);
        if (!hidden.test(name)) block.lines.push({ text: `**${escapedText(name)}**: ${value}`, row });
        continue;
      }
    }
    if (block) block.lines.push({ text, row });
    else if (text.trim() !== '' || above.length > 0) above.push({ text, row });
  }
  return { above, blocks: blocks.map(settled).filter(isShown) };
}

/** A block with its markers in Markdown: tasks, quotes and notes. */
function settled(block: Block): Block {
  while (block.lines.at(-1)?.text.trim() === '') block.lines.pop();
  const [first] = block.lines;
  if (first) {
    first.text = first.text
      .replace(/^(?:DONE|CANCELED|CANCELLED)[ \t]+/, '[x] ')
      .replace(/^(?:TODO|DOING|LATER|NOW|WAITING|WAIT|IN-PROGRESS)[ \t]+/, '[ ] ')
      .replace(/^(\[[ x]\][ \t]+)?\[#[ABC]\][ \t]+/, '$1');
  }
  let quote: 'no' | 'yes' = 'no';
  for (const [index, line] of block.lines.entries()) {
    const [, written, language = ''] = /^#\+BEGIN_(\w{1,20})(?:[ \t](\S+))?/i.exec(line.text.trim()) ?? [];
    const begin = written?.toUpperCase();
    if (/^[ \t]*#\+END_\w+[ \t]*$/i.test(line.text)) {
      line.text = /^[ \t]*#\+END_(?:SRC|EXAMPLE)/i.test(line.text) ? '```' : '';
      quote = 'no';
    } else if (begin === 'SRC' || begin === 'EXAMPLE') line.text = `\`\`\`${language}`;
    else if (begin !== undefined) {
      quote = 'yes';
      line.text =
        begin === 'QUOTE' ? '>' : `> [!${/^(?:TIP|IMPORTANT|WARNING|CAUTION)$/.test(begin) ? begin : 'NOTE'}]`;
      if (begin === 'QUOTE' && index === 0) line.text = '>';
    } else if (quote === 'yes') line.text = `> ${line.text}`.trimEnd();
  }
  while (block.lines.at(-1)?.text.trim() === '') block.lines.pop();
  return { ...block, children: block.children.map(settled).filter(isShown) };
}

function withoutIndent(line: string, depth: number): string {
  let at = 0;
  for (let level = 0; level < depth && /[\t ]/.test(line[at] ?? ''); level += 1)
    at += line[at] === '\t' ? 1 : line.startsWith('  ', at) ? 2 : 1;
  return line.slice(at).replace(/^ {1,2}/, '');
}

const isShown = ({ lines, children }: Block) => lines.length > 0 || children.length > 0;
const isTask = ({ lines: [first] }: Block) => /^\[[ x]\]\s/.test(first?.text ?? '');
const isHeading = ({ lines: [first] }: Block) => /^#{1,6}[ \t]/.test(first?.text ?? '');
const isLine = (block: Block) => block.lines.length <= 1 && block.children.length === 0 && !isHeading(block);

/** Blocks at the top of a page or below a heading. */
function writeBlocks(blocks: readonly Block[], rows: [string, number][]): void {
  for (const [index, block] of blocks.entries()) {
    const row = block.lines[0]?.row ?? 0;
    if (isHeading(block)) {
      rows.push(...block.lines.map(({ text, row: at }) => [text, at] as [string, number]), ['', row]);
      writeBlocks(block.children, rows);
      continue;
    }
    const neighbours = [blocks[index - 1], blocks[index + 1]];
    const isListed =
      isTask(block) ||
      block.properties.has('ordered') ||
      (isLine(block) && neighbours.some((one) => one && isLine(one)));
    if (isListed) {
      writeItem(block, 0, rows);
      const next = blocks[index + 1];
      const isLast = !next || isHeading(next) || !(isLine(next) || isTask(next) || next.properties.has('ordered'));
      if (isLast) rows.push(['', row]);
      continue;
    }
    rows.push(...block.lines.map(({ text, row: at }) => [text, at] as [string, number]), ['', row]);
    for (const child of block.children) writeItem(child, 0, rows);
    if (block.children.length > 0) rows.push(['', row]);
  }
}

function writeItem(block: Block, depth: number, rows: [string, number][]): void {
  const mark = block.properties.has('ordered') ? '1. ' : '- ';
  const indent = '    '.repeat(depth);
  const width = ' '.repeat(depth === 0 && mark === '- ' ? 2 : mark.length);
  for (const [index, { text, row }] of block.lines.entries()) {
    const own = index === 0 && /^#{1,6}[ \t]/.test(text) ? `**${text.replace(/^#+[ \t]+/, '').trim()}**` : text;
    const start = index === 0 ? mark : width;
    rows.push([own.trim() === '' && index > 0 ? '' : `${indent}${start}${own}`, row]);
  }
  for (const child of block.children) writeItem(child, block.lines.length === 0 ? depth : depth + 1, rows);
}

/** The text of a block that others refer to, for a link to its page. */
export function shownBlock(text: string): string {
  return text.replace(/^(?:TODO|DONE|DOING|LATER|NOW)[ \t]+|^#{1,6}[ \t]+/, '').trim() || inlineCode('…');
}
