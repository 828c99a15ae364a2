import { words } from 'virtual:learnlog/words';

/** The attributes of text from the log; empty if the log and the interface have the same language. */
export const ofLog: { readonly lang?: string } = words.logLanguage === undefined ? {} : { lang: words.logLanguage };
