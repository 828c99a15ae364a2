import { byteRows, numberRows, termOf, type PackedPages } from './packedPages.ts';

/**
 * Turns lists of pages by word into lists of words by page. The arguments are unpacked parts of Pagefind's index, which
 * are CBOR (RFC 8949) of `[Word[]]`, the number of pages, and the new numbers of the metadata fields, which are less
 * than 24. Throws if the format differs.
 */
export function readUses(
  parts: readonly Uint8Array[],
  pages: number,
  fields: readonly number[],
): Pick<PackedPages, 'terms' | 'uses' | 'places'> {
  const terms: string[] = [];
  const numbers: number[][] = Array.from({ length: pages }, () => []);
  const places: Uint8Array[][] = Array.from({ length: pages }, () => []);
  for (const part of parts) {
    const reader = new CborReader(part);
    const readUsesOf = (term: string) => {
      let page = 0;
      const uses = reader.head(array);
      for (let left = uses; left > 0; left -= 1) {
        expectLength(reader.head(array), 3);
        page += reader.head(unsigned);
        const start = reader.at;
        for (let positions = reader.head(array); positions > 0; positions -= 1) reader.integer();
        for (let positions = reader.head(array); positions > 0; positions -= 1) {
          // A negative number names the field of the positions that follow, in one byte.
          const field = reader.integer();
          if (field < 0) part[reader.at - 1] = negative * 0x20 + numberAt(fields, -1 - field);
        }
        const own = numbers[page];
        if (!own) throw new Error(`Pagefind refers to page ${page} of only ${pages}.`);
        own.push(terms.length);
        places[page]?.push(part.subarray(start, reader.at));
      }
      if (uses > 0) terms.push(term);
    };
    expectLength(reader.head(array), 1);
    for (let words = reader.head(array); words > 0; words -= 1) {
      expectLength(reader.head(array), 3);
      const word = reader.text();
      readUsesOf(termOf(word));
      for (let spellings = reader.head(array); spellings > 0; spellings -= 1) {
        expectLength(reader.head(array), 2);
        readUsesOf(termOf(word, reader.text()));
      }
    }
  }
  return { terms, uses: numberRows(numbers), places: byteRows(places.flat()) };
}

function numberAt(fields: readonly number[], field: number): number {
  const number = fields[field];
  if (number === undefined) throw new Error(`Pagefind refers to metadata field ${field} of only ${fields.length}.`);
  return number;
}

const [unsigned, negative, string, array] = [0, 1, 3, 4] as const;

/** Reads the CBOR of Pagefind: integers, texts, and arrays of known length. */
class CborReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads the start of an item of a type, and returns its value or length. */
  head(type: number): number {
    const first = this.#bytes[this.at] ?? 0xff;
    if (first >> 5 !== type) throw unknownFormat();
    return this.#argument();
  }

  integer(): number {
    const first = this.#bytes[this.at] ?? 0xff;
    if (first >> 5 === unsigned) return this.#argument();
    if (first >> 5 !== negative) throw unknownFormat();
    return -1 - this.#argument();
  }

  text(): string {
    const length = this.head(string);
    this.at += length;
    return decoder.decode(this.#bytes.subarray(this.at - length, this.at));
  }

  #argument(): number {
    const info = (this.#bytes[this.at] ?? 0) & 0x1f;
    this.at += 1;
    if (info < 24) return info;
    if (info > 26) throw unknownFormat();
    let value = 0;
    for (let left = 2 ** (info - 24); left > 0; left -= 1) {
      value = value * 0x100 + (this.#bytes[this.at] ?? 0);
      this.at += 1;
    }
    return value;
  }
}

const decoder = new TextDecoder();

function expectLength(length: number, expected: number): void {
  if (length !== expected) throw unknownFormat();
}

function unknownFormat(): Error {
  return new Error('A Pagefind file has an unknown format.');
}
