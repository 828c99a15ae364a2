/** Colours of tokens, by name without `--`, as `#rrggbb`. */
export type TokenColours = Readonly<Record<string, string>>;

/** The colours that pictures use, in light mode: those of tokens.css. */
export const usualColours = {
  paper: '#fcfbf8',
  ink: '#1d1b18',
  'ink-2': '#57524a',
  'ink-3': '#6b655b',
  rule: '#e4dfd4',
  control: '#8b8478',
  accent: '#a63a16',
  'topic-1': '#3d7a5a',
  'topic-2': '#8f3f63',
  'topic-3': '#b4552d',
  'topic-4': '#4a6fb3',
  'topic-5': '#2f7f8f',
  'topic-6': '#8a7a1f',
  'topic-7': '#5b4b8a',
  'topic-8': '#6d665c',
} as const satisfies TokenColours;
