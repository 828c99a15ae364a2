import { pick, type Random } from '../../tests/mutations/random.ts';

/** The writing systems of the collections, each with the languages that use it here. */
export type Script = 'latin' | 'german' | 'japanese' | 'chinese' | 'arabic';

/** Syllables or characters from which words are made. No real text is copied. */
const parts: Readonly<Record<Script, readonly string[]>> = {
  latin: 'al be cor da en fi ga hu in jo ka lor mi nu or pa qui re su ta un ver wi xo yl za'.split(' '),
  german: 'ab bei chen der ein für ge haupt ich keit lös mög neu über pfad rück schluss trag un wört zu ß'.split(' '),
  japanese: [...'学習記録論文読書計算言葉方法時間あいうえおかきくけこさしすせそタチツテトラリルレロン'],
  chinese: [...'学习笔记论文阅读计算语言方法时间我们今天看到这个问题可以使用因为所以数据模型训练'],
  arabic: 'ال تعلم كتاب درس في من على هذا بحث لغة حساب يوم وقت فكرة سؤال'.split(' '),
};

/** Made-up words, sentences and paragraphs in a writing system; the same for the same random numbers. */
export interface Words {
  word(): string;
  /** Words that start with a capital letter, if the script has any. */
  title(words: number): string;
  sentence(words: number): string;
  paragraph(sentences: number): string;
}

export function wordsOf(random: Random, script: Script): Words {
  const isJoined = script === 'japanese' || script === 'chinese';
  const gap = isJoined ? '' : ' ';
  const stop = isJoined ? '。' : '.';
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const word = () => {
    const count = script === 'arabic' ? 1 : between(isJoined ? 1 : 2, isJoined ? 3 : 4);
    return Array.from({ length: count }, () => pick(random, parts[script]) ?? '').join('');
  };
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
  const phrase = (words: number) => Array.from({ length: words }, word).join(gap);
  const sentence = (words: number) => `${capital(phrase(words))}${stop}`;
  return {
    word,
    title: (words) => capital(phrase(words)),
    sentence,
    paragraph: (sentences) => Array.from({ length: sentences }, () => sentence(between(6, 18))).join(gap),
  };
}
