import { isWithin, type Draft, type Edit } from './draft.ts';

/** The properties of a page of a database, which Notion writes below its title as `Name: value`. */
export function notionProperties(body: string): {
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
} {
  const [head, title = '', block = ''] = /^(# [^\n]*\n)\n((?:[^\n:]{1,60}: [^\n]+\n)+)(?=\n|$)/.exec(`${body}\n`) ?? [];
  if (head === undefined) return { fields: {}, body };
  const pairs = block
    .trimEnd()
    .split('\n')
    .map(
      (line) => [line.slice(0, line.indexOf(': ')).toLowerCase(), line.slice(line.indexOf(': ') + 2).trim()] as const,
    );
  const isSure =
    pairs.length > 1 || pairs.some(([name]) => /^(?:tags?|created|date|status|url|type|author)/.test(name));
  return isSure
    ? { fields: Object.fromEntries(pairs), body: `${title}\n${body.slice(head.length)}` }
    : { fields: {}, body };
}

/** The kinds of callouts by the emoji at the start of a Notion callout. */
const kinds: readonly (readonly [emoji: string, kind: string])[] = [
  ['\u{26a0}', 'WARNING'],
  ['\u{1f4a1}', 'TIP'],
  ['\u{2757}', 'IMPORTANT'],
  ['\u{1f6a8}', 'CAUTION'],
  ['\u{26d4}', 'CAUTION'],
];

/** Turns Notion's callouts, an `<aside>` that starts with an emoji, into callouts. */
export function convertAsides(draft: Draft): void {
  if (!draft.text.includes('<aside>')) return;
  const ranges = draft.literals(new Set(['code']));
  const edits: Edit[] = [];
  let open: { readonly from: number; readonly space: string; readonly lines: string[] } | undefined;
  let at = 0;
  for (const line of draft.text.split('\n')) {
    const space = /^([ \t]*)<aside>[ \t]*$/.exec(line)?.[1];
    if (space !== undefined && !open && !isWithin(at, ranges)) open = { from: at, space, lines: [] };
    else if (open && /^[ \t]*<\/aside>[ \t]*$/.test(line)) {
      edits.push({ from: open.from, to: at + line.length, text: calloutOf(open) });
      open = undefined;
    } else open?.lines.push(line.startsWith(open.space) ? line.slice(open.space.length) : line);
    at += line.length + 1;
  }
  draft.edit(edits);
}

function calloutOf({ space, lines }: { readonly space: string; readonly lines: readonly string[] }): string {
  const inside = lines.join('\n').trim();
  const icon = /^(?:\p{Extended_Pictographic}\uFE0F?)+/u.exec(inside)?.[0] ?? '';
  const kind = kinds.find(([emoji]) => icon.startsWith(emoji))?.[1] ?? 'NOTE';
  return [`[!${kind}]`, ...inside.slice(icon.length).trim().split('\n')]
    .map((line) => `${space}> ${line}`.trimEnd())
    .join('\n');
}
