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

/** The same in dark mode, for what shows both. */
export const darkColours = {
  paper: '#151513',
  ink: '#ece8df',
  'ink-2': '#b3ada1',
  'ink-3': '#98917f',
  rule: '#302e29',
  control: '#78726a',
  accent: '#f0936a',
  'topic-1': '#7dc09c',
  'topic-2': '#d487a9',
  'topic-3': '#e08a63',
  'topic-4': '#8fb0ec',
  'topic-5': '#6fc0d2',
  'topic-6': '#cdbb58',
  'topic-7': '#a99ad8',
  'topic-8': '#aaa293',
} as const satisfies Readonly<Record<keyof typeof usualColours, string>>;
