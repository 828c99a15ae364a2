declare module 'virtual:learnlog' {
  /** The folder of the log, absolute: it holds `content/` and `public/`. */
  export const folder: string;
}
