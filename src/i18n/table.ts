import type { en } from './en.ts';
import type { Counted } from './phrase.ts';

type Translated<Part> = Part extends string
  ? string
  : Part extends { readonly other: string }
    ? Counted
    : { readonly [Key in keyof Part]: Translated<Part[Key]> };

/** The words of one language, with the same keys as English. A missing key is a type error. */
export type Table = Translated<typeof en>;
