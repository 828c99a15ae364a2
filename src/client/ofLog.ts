import { words } from 'virtual:learnlog/words';

/** The attributes of text from the log; empty where its language is that of the words. */
export const ofLog: { readonly lang?: string } = words.logLanguage === undefined ? {} : { lang: words.logLanguage };
