import type { Nodes } from 'mdast';
import type { EntryKey, Heading } from '../../../log/entry.ts';
import { isError, type Problem, type SourceRange } from '../../../log/problem.ts';
import { visit } from '../../../markdown/visit.ts';
import { frontmatterOf, type SourceFile } from '../../../loader/files.ts';
import { diagnoseEntry } from '../../../loader/renderEntry.ts';
import { literalText } from '../../../loader/inlineTexts.ts';
import { hiddenIn } from '../../../log/hiddenCharacters.ts';
import { isKnownHtml } from '../../../markdown/htmlElements.ts';
import { entryText } from '../../entries/entryText.ts';
import { codeBlock, escapedText, inlineCode, spanOf, type Draft, type Edit } from './draft.ts';
import { treeBelow } from './treeBelow.ts';

/** A note whose text has no errors, or the reason why it has some. */
export type RepairedNote =
  | { readonly title: string; readonly headings: readonly Heading[]; readonly isChanged: boolean }
  | { readonly reason: string };

/** Each round repairs what the round before it found or revealed. */
const mostRounds = 8;
/** Mistakes that `check --fix` can fix but that, in an import, only a person should decide about. */
const notFixed = new Set(['duplicate-heading', 'bare-address', 'open-week']);
/** Rules about too much of something, for which no single part of the entry is to blame. */
const limits = new Set([
  'nesting-limit',
  'paragraph-limit',
  'expansion-limit',
  'time-limit',
  'render-failure',
  'file-limit',
]);
const longestLine = 2_000;
const largestCode = 64 * 1024;

/**
 * Checks a note as the log does, and repairs what would be an error there: with the fixes of `check --fix`, or by
 * showing as text or code what a page cannot show otherwise. If an error remains, it is the reason not to take the
 * note.
 */
export async function repairNote(
  draft: Draft,
  written: string,
  macros: Readonly<Record<string, string>>,
): Promise<RepairedNote> {
  removeHidden(draft);
  breakLongLines(draft);
  let title = written;
  let header = headerOf(title);
  for (let round = 1; ; round += 1) {
    const text = draft.text.replace(/^\s*\n/, '');
    if (text !== draft.text) draft.edit([{ from: 0, to: draft.text.length - text.length, text: '' }]);
    const source = { ...header, text: header.text + draft.text };
    const { entry, problems } = await diagnoseEntry(source, { macros }, treeBelow(header.text, draft.text, draft.tree));
    const first = header.text.split('\n').length;
    const inTitle = problems.filter((problem) => isError(problem) && problem.range.line < first);
    if (inTitle.length > 0) {
      if (title === literalText(written)) return { reason: inTitle[0]?.message ?? '' };
      title = literalText(written);
      header = headerOf(title);
      continue;
    }
    const edits = problems.flatMap((problem) => editsFor(problem, draft, first - 1));
    const before = draft.text;
    if (round <= mostRounds) draft.edit(edits);
    if (draft.text !== before) continue;
    const error = problems.find(isError);
    if (error || !entry) return { reason: error?.message ?? 'It cannot be read.' };
    for (const { rule, range } of problems) {
      if (rule === 'foreign-syntax')
        draft.remark(
          'needs-person',
          'Syntax of another program is left as text.',
          offsetOf(range, draft, first - 1).from,
        );
    }
    return { title, headings: entry.body.headings, isChanged: round > 1 };
  }
}

/** An entry without a body. Its frontmatter is read only once. */
function headerOf(title: string): SourceFile {
  const file = 'content/notes/note.md';
  const source = {
    kind: 'note',
    key: 'notes/note' as EntryKey,
    file,
    text: `${entryText('note', { title })}\n`,
  } as const;
  return { ...source, frontmatter: frontmatterOf(source) };
}

function offsetOf({ line, column, endLine = line, endColumn = column }: SourceRange, draft: Draft, above: number) {
  return { from: draft.offsetAt(line - above, column), to: draft.offsetAt(endLine - above, endColumn) };
}

/** Edits that remove a problem. None if nothing is known to help, or if it is only a warning. */
function editsFor(problem: Problem, draft: Draft, above: number): readonly Edit[] {
  const { rule, fix, range } = problem;
  if (limits.has(rule) || notFixed.has(rule)) return [];
  const at = offsetOf(range, draft, above);
  if (fix) {
    const span = offsetOf(fix.range, draft, above);
    if (draft.text.slice(span.from, span.to) === fix.text) return [];
    if (rule !== 'skipped-heading')
      draft.remark('changed', fixRemarks[rule] ?? 'Mistakes in Markdown are corrected.', at.from);
    return [{ ...span, text: fix.text }];
  }
  const change = changes[rule];
  return change
    ? change({ ...at, draft, written: draft.text.slice(at.from, at.to), message: problem.message, rule })
    : [];
}

const fixRemarks: Readonly<Record<string, string>> = {
  'foreign-syntax': 'Syntax of another program is converted to Markdown.',
  'tex-delimiters': 'Formulas are put between dollar signs.',
  'odd-space': 'Unusual spaces after Markdown markers are replaced by ordinary ones.',
  'stray-end-tag': 'An end tag without a start tag is left out.',
};

interface Place extends Omit<Edit, 'text'> {
  readonly draft: Draft;
  readonly written: string;
  readonly message: string;
  readonly rule: Problem['rule'];
}

type Change = (place: Place) => readonly Edit[];

const changes: Readonly<Record<string, Change>> = {
  'private-comment': ({ from, to, draft }) => {
    draft.remark('dropped', 'A private comment is left out.', from);
    return [{ from, to, text: '' }];
  },
  'unclosed-comment': ({ from, draft }) => {
    draft.remark('changed', 'Two percent signs are shown as text.', from);
    return [{ from, to: from, text: '\\' }];
  },
  'hidden-character': ({ from, to }) => [{ from, to, text: '' }],
  'refused-html': refusedTag,
  'unclosed-element': ({ from, to, draft }) => {
    draft.remark('changed', 'A start tag without an end tag is left out.', from);
    return [{ from, to, text: '' }];
  },
  'ignored-html': attribute,
  'invalid-math': formulaAsCode,
  'formula-limit': formulaAsCode,
  'unknown-label': formulaAsCode,
  'unclosed-formula': escapedDollars,
  'split-formula': escapedDollars,
  'undefined-footnote': ({ from, draft }) => {
    draft.remark('changed', 'A reference to a footnote that is not defined is shown as text.', from);
    return [{ from, to: from, text: '\\' }];
  },
  'unused-footnote': footnoteAsText,
  'duplicate-footnote': footnoteAsText,
  'misleading-host': unlinked,
  'unsafe-link': unlinked,
  'invalid-moment': unlinked,
  'absolute-path': unlinked,
  'outside-content': unlinked,
  'unknown-entry': unlinked,
  'html-for-md': unlinked,
  'wrong-case': unlinked,
  'missing-image': unlinked,
  'missing-alt': ({ from, draft }) => {
    draft.remark('changed', 'A picture without a description gets “Picture”. Describe what it shows.', from);
    const at = draft.text.indexOf('![', from);
    return at === from
      ? [{ from: from + 2, to: Math.max(from + 2, draft.text.indexOf(']', from)), text: 'Picture' }]
      : [];
  },
  'top-heading': ({ from, draft }) => (draft.text[from] === '#' ? [{ from, to: from, text: '#' }] : []),
  'doubtful-formula': () => [],
};

function refusedTag({ from, to, written, message, draft }: Place): readonly Edit[] {
  const name = /^<\/?([A-Za-z][\w-]*)/.exec(written)?.[1]?.toLowerCase();
  if (name !== undefined && isKnownHtml(name)) {
    draft.remark('changed', `The tag "<${name}>" is left out.`, from);
    // The end of a link that contains another goes as well.
    const end = message.startsWith('This link contains') ? draft.text.indexOf('</a>', to) : -1;
    return [{ from, to, text: '' }, ...(end < 0 ? [] : [{ from: end, to: end + 4, text: '' }])];
  }
  const at = draft.text[from] === '<' ? from : draft.text.lastIndexOf('<', from);
  if (at < 0) return [];
  draft.remark('changed', 'A tag that is not HTML is shown as text.', from);
  return [{ from: at, to: at + 1, text: '&lt;' }];
}

/** Removes an attribute and its value, given the position of its name. */
function attribute({ from, to, draft }: Place): readonly Edit[] {
  const value =
    /^\s*=\s*(?:"[^"]{0,1000}"|'[^']{0,1000}'|[^\s"'<>]{1,1000})/.exec(draft.text.slice(to, to + 1_100))?.[0] ?? '';
  return [{ from, to: to + value.length, text: '' }];
}

/** The innermost node of these types around an offset. */
function nodeAround(draft: Draft, types: readonly string[], from: number): Nodes | undefined {
  let found: Nodes | undefined;
  visit(draft.tree, [...types], (node) => {
    const [start, end] = spanOf(node as Nodes);
    if (start <= from && from < end) found = node as Nodes;
  });
  return found;
}

function formulaAsCode({ from, to, draft, written }: Place): readonly Edit[] {
  const node = nodeAround(draft, ['math', 'inlineMath'], from);
  draft.remark('needs-person', 'A formula that KaTeX cannot show is kept as code.', from);
  if (!node || (node.type !== 'math' && node.type !== 'inlineMath')) return [{ from, to, text: inlineCode(written) }];
  const [start, end] = spanOf(node);
  if (node.type === 'inlineMath') return [{ from: start, to: end, text: inlineCode(node.value.replace(/\s+/g, ' ')) }];
  const prefix = draft.text.slice(draft.text.lastIndexOf('\n', start - 1) + 1, start).replace(/[^>\s]/g, ' ');
  return [{ from: start, to: end, text: codeBlock(node.value, 'tex').split('\n').join(`\n${prefix}`) }];
}

function escapedDollars({ from, to, written, draft }: Place): readonly Edit[] {
  draft.remark('changed', 'Dollar signs that do not enclose a formula are shown as text.', from);
  const dollars = /^\$+/.exec(written || draft.text.slice(from, from + 2))?.[0];
  if (dollars === undefined) {
    const node = nodeAround(draft, ['math', 'inlineMath'], from);
    return node ? [{ from: spanOf(node)[0], to: spanOf(node)[0], text: '\\' }] : [];
  }
  return [
    { from, to: Math.min(to, from + dollars.length) || from + dollars.length, text: '\\$'.repeat(dollars.length) },
  ];
}

/** Writes the text of a footnote where it is defined. */
function footnoteAsText({ from, to, written, draft }: Place): readonly Edit[] {
  draft.remark('changed', 'An unused or repeated footnote is shown as text where it is defined.', from);
  const text = written.replace(/^\[\^[^\]]*\]:[ \t]*/, '').replace(/\n {4}/g, '\n');
  return [{ from, to, text }];
}

/** Writes a link as its text, with the address as code. A picture becomes its description. */
function unlinked({ from, draft, message, rule }: Place): readonly Edit[] {
  const node = nodeAround(draft, ['link', 'image', 'definition', 'linkReference', 'imageReference', 'html'], from);
  if (!node) return [];
  draft.remark(
    'changed',
    rule === 'misleading-host'
      ? 'A link whose text is a different address is now plain text, followed by its real address.'
      : `A link that no page can have is now plain text: ${kindOf(message)}`,
    from,
  );
  const [start, end] = spanOf(node);
  if (node.type === 'image')
    return [
      {
        from: start,
        to: end,
        text: /^https?:/i.test(node.url)
          ? `[${escapedText(node.alt ?? 'Picture')}](<${node.url}>)`
          : escapedText(node.alt ?? ''),
      },
    ];
  if (node.type !== 'link') return [{ from: start, to: end, text: '' }];
  const text = draft.text.slice(start, end);
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (!text.startsWith('[') || !first || !last) return [{ from: start, to: end, text: inlineCode(node.url) }];
  const inner = draft.text.slice(spanOf(first)[0], spanOf(last)[1]);
  return [{ from: start, to: end, text: `${inner} (${inlineCode(node.url.replace(/[\p{Cc}\p{Cf}\s]+/gu, ''))})` }];
}

/** A message without what it quotes, so that messages of one kind are counted together. */
function kindOf(message: string): string {
  return message
    .replace(/"[^"]*"/g, 'it')
    .replace(/^it /, 'it ')
    .slice(0, 120);
}

/** Removes characters that no entry may have. */
function removeHidden(draft: Draft): void {
  const found = hiddenIn(draft.text);
  if (found.length === 0) return;
  draft.remark('changed', 'Invisible characters are left out.', found[0]?.index);
  draft.edit(
    found.map(({ index, written, code }) => ({
      from: index,
      to: index + written.length,
      text: isSpace(code) ? ' ' : '',
    })),
  );
}

function isSpace(code: number): boolean {
  return [0x0b, 0x0c, 0x85, 0x2028, 0x2029].includes(code);
}

/** Breaks lines of code that are too long for an entry, and leaves out code blocks that are too large. */
function breakLongLines(draft: Draft): void {
  if (draft.text.length < largestCode && !draft.text.split('\n').some((line) => line.length > longestLine)) return;
  const edits: Edit[] = [];
  visit(draft.tree, 'code', (node) => {
    const [from, to] = spanOf(node);
    if (new TextEncoder().encode(node.value).length > largestCode) {
      draft.remark('dropped', 'A code block larger than 64 KiB is left out.', from);
      edits.push({ from, to, text: '' });
      return;
    }
    if (!node.value.split('\n').some((line) => line.length > longestLine)) return;
    draft.remark('changed', 'Lines of code longer than 2,000 characters are split.', from);
    for (let at = from; at < to; ) {
      const end = draft.text.indexOf('\n', at);
      const stop = end < 0 || end > to ? to : end;
      for (let cut = at + longestLine - 100; cut < stop; cut += longestLine - 100)
        edits.push({ from: cut, to: cut, text: '\n' });
      at = stop + 1;
    }
  });
  draft.edit(edits);
}
