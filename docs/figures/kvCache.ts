import { barRows, heightOf } from './barRows.ts';
import { writeSvg } from './svg.ts';

/** The dimensions of a model that determine the size of its cache. */
interface ModelShape {
  readonly layers: number;
  /** The size of one head. */
  readonly dimensions: number;
  readonly tokens: number;
  readonly bytesPerNumber: number;
}

const gibibyte = 2 ** 30;

/** Llama 2 70B with a sequence of its full length. */
export const llama2: ModelShape = { layers: 80, dimensions: 128, tokens: 4096, bytesPerNumber: 2 };

export const kinds = [
  { name: 'Multi-head', heads: 64 },
  { name: 'Grouped-query', heads: 8 },
  { name: 'Multi-query', heads: 1 },
] as const;

/** The size of the cache of one sequence, in bytes. The 2 stands for keys and values. */
export function cacheBytes({ layers, dimensions, tokens, bytesPerNumber }: ModelShape, keyValueHeads: number): number {
  return 2 * layers * keyValueHeads * dimensions * tokens * bytesPerNumber;
}

/** A size in GiB, with at most two decimals, as in the text. */
export function inGibibytes(bytes: number): string {
  return `${Number((bytes / gibibyte).toFixed(2))} GiB`;
}

/** Draws the cache of one sequence for three ways to share keys and values. */
export function kvCache(): string {
  const rows = kinds.map(({ name, heads }) => {
    const amount = cacheBytes(llama2, heads);
    return { name, detail: heads === 1 ? '1 KV head' : `${heads} KV heads`, amount, said: inGibibytes(amount) };
  });
  return writeSvg({
    title: `KV cache of one sequence: ${rows.map(({ name, said }) => `${name.toLowerCase()} ${said}`).join(', ')}.`,
    description: 'Three bars in proportion, with the number of key-value heads beside each name: 64, 8 and 1.',
    height: heightOf(rows.length) + 8,
    shapes: barRows(rows, [280, 4]),
  });
}
