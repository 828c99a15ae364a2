/** The looks of callouts: the kinds of GitHub's alerts. */
export const calloutLooks = ['note', 'tip', 'important', 'warning', 'caution'] as const;
export type CalloutLook = (typeof calloutLooks)[number];

/** Obsidian's other names for some kinds. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  abstract: ['summary', 'tldr'],
  tip: ['hint'],
  success: ['check', 'done'],
  question: ['help', 'faq'],
  caution: ['attention'],
  failure: ['fail', 'missing'],
  danger: ['error'],
  quote: ['cite'],
};

/** The look of each kind that has its own title. */
const looks = {
  note: 'note',
  tip: 'tip',
  important: 'important',
  warning: 'warning',
  caution: 'caution',
  abstract: 'note',
  info: 'note',
  todo: 'note',
  success: 'tip',
  question: 'important',
  failure: 'caution',
  danger: 'caution',
  bug: 'caution',
  example: 'note',
  quote: 'note',
} as const satisfies Readonly<Record<string, CalloutLook>>;

/** A kind of callout that has its own title. */
export type CalloutKind = keyof typeof looks;

const kinds = new Map<string, CalloutKind>(
  (Object.keys(looks) as CalloutKind[]).flatMap((kind) => [kind, ...(aliases[kind] ?? [])].map((name) => [name, kind])),
);

/** All names of kinds, in lower case. */
export const calloutNames: readonly string[] = [...kinds.keys()];

/** The marker of a callout: its kind, Obsidian's metadata, and whether it folds. */
export const calloutMarker = /^\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\]([+-]?)[^\S\n]*/;

/** The kind and the look that a name stands for, such as `TLDR`. */
export function readCallout(name: string): { readonly kind: CalloutKind; readonly look: CalloutLook } | undefined {
  const kind = kinds.get(name.toLowerCase());
  return kind && { kind, look: looks[kind] };
}
