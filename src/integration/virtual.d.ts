declare module 'virtual:learnlog/reading' {
  /** Words for the scripts of every page, in the language of the log. */
  export const words: import('../i18n/languages.ts').ReadingWords;
}

declare module 'virtual:learnlog/words' {
  /** Words for scripts that load when they are needed, in the language of the log. */
  export const words: import('../i18n/languages.ts').ClientWords;
}

declare module 'virtual:learnlog/plan' {
  /** Words for a plan, in the language of the log. */
  export const words: import('../i18n/languages.ts').PlanWords;
}

declare module 'virtual:learnlog/progress' {
  /** Words for a reader's progress, in the language of the log. */
  export const words: import('../i18n/languages.ts').ProgressWords;
}

interface ImportMetaEnv {
  /** The addresses of the scripts of the search; `dev` of a log with slots has none. */
  readonly SEARCH_SCRIPTS?: readonly string[];
}
