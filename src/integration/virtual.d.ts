declare module 'virtual:learnlog/words' {
  /** Words for scripts in the browser, in the language of the log. */
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
