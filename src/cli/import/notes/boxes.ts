import { readCallout } from '../../../markdown/calloutKinds.ts';
import { isWithin, type Draft } from './draft.ts';

const colons =
  /^([ \t]*):{3,}[ \t]*([a-z]{2,20})(?:\[([^\]\n]{0,200})\])?(?:[ \t]*\{[^}\n]{0,200}\})?(?:[ \t]([^\n{}]{0,200}))?$/i;
const colonsEnd = /^[ \t]*:{3,}[ \t]*$/;
const marks = /^([ \t]*)(!!!|\?\?\?\+?)[ \t]+([a-z]{2,20})(?:[ \t]+[a-z -]{0,40})?(?:[ \t]+"([^"\n]{0,200})")?[ \t]*$/i;

/** A box whose lines are being read. */
interface Box {
  /** Of the box itself, in characters. */
  readonly indent: number;
  /** Whether its lines are indented by four more spaces and nothing ends it, as in MkDocs. */
  readonly isIndented: boolean;
}

/**
 * Turns boxes between `:::note` and `:::`, as in Docusaurus and Starlight, and below `!!! note`, as in MkDocs, into
 * callouts. If one is not closed, all stay as they are.
 */
export function convertBoxes(draft: Draft): void {
  if (!/^[ \t]*(?::::|!!!|\?\?\?)/m.test(draft.text)) return;
  const ranges = draft.literals(new Set(['code']));
  // The lines of these boxes look like indented code.
  const fenced = ranges.filter(([from]) => /[`~]/.test(draft.text.charAt(from)));
  const open: Box[] = [];
  const rows: [string, number][] = [];
  let at = 0;
  // Whether the line before is an empty line that ends a box.
  let isClosed = false;
  for (const [row, line] of draft.text.split('\n').entries()) {
    const isCode = isWithin(at, fenced);
    at += line.length + 1;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    while (open.at(-1)?.isIndented && line.trim() !== '' && indent < (open.at(-1)?.indent ?? 0) + 4) {
      open.pop();
      isClosed = endBox(rows, open, row);
    }
    const [, , kind = '', label, rest] = isCode ? [] : (colons.exec(line) ?? []);
    const [, , sign, name = '', title] = isCode ? [] : (marks.exec(line) ?? []);
    const started = kind === '' ? name : kind;
    const outer = prefixOf(open);
    const shown = withoutIndent(line, open);
    if (started !== '') {
      const shownTitle = (label ?? title ?? rest ?? '').trim();
      const fold = sign === '???' || /^details$/i.test(started) ? '-' : sign === '???+' ? '+' : '';
      const known = readCallout(started) ? started.toUpperCase() : 'NOTE';
      rows.push([
        `${outer}${' '.repeat(/^\s*/.exec(shown)?.[0].length ?? 0)}> [!${known}]${fold}${shownTitle === '' ? '' : ` ${shownTitle}`}`,
        row,
      ]);
      open.push({ indent, isIndented: kind === '' });
      isClosed = false;
    } else if (!isCode && colonsEnd.test(line) && open.some(({ isIndented }) => !isIndented)) {
      while (open.pop()?.isIndented);
      isClosed = endBox(rows, open, row);
    } else if (line.trim() !== '' || !isClosed) {
      rows.push([`${outer}${shown}`.trimEnd(), row]);
      isClosed = false;
    }
  }
  if (open.some(({ isIndented }) => !isIndented)) return;
  draft.rewrite(rows);
}

/** Ends a box with one empty line. */
function endBox(rows: [string, number][], open: readonly Box[], row: number): true {
  while (rows.length > 0 && /^[> \t]*$/.test(rows.at(-1)?.[0] ?? '')) rows.pop();
  rows.push([prefixOf(open).trimEnd(), row]);
  return true;
}

function prefixOf(open: readonly Box[]): string {
  return open.map(({ indent }, index) => `${index === 0 ? ' '.repeat(indent) : ''}> `).join('');
}

function withoutIndent(line: string, open: readonly Box[]): string {
  const most = open.reduce(
    (sum, { indent, isIndented }, index) => (isIndented ? indent + 4 : index === 0 ? indent : sum),
    0,
  );
  return line.replace(new RegExp(`^[ \\t]{0,${most}}`), '');
}
