import { z } from 'zod';
import { textOfMarkup } from './markup.ts';
import type { Named } from './source.ts';

/** The most characters of a value that are read: more than any field accepts. */
const mostCharacters = 20_000;

/** The first text of a value, which may be a list; missing if it is anything else. No answer fails because of one value. */
export const someText = z
  .preprocess(
    (value) => (Array.isArray(value) ? value[0] : value),
    z
      .union([z.string(), z.number()])
      .transform((value) => textOfMarkup(String(value).slice(0, mostCharacters)).trim() || undefined),
  )
  .optional()
  .catch(undefined);

/** A list of the items that can be read. Others are left out. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .preprocess(
      (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]),
      z.array(z.unknown()).transform((values) =>
        values.flatMap((value): z.output<Item>[] => {
          const { data, success } = item.safeParse(value);
          return success ? [data] : [];
        }),
      ),
    )
    .catch([]);
}

/** The name of a person in reading order: `Vaswani, Ashish` becomes `Ashish Vaswani`. */
export function inReadingOrder(name: string): string {
  const [family = '', given = '', ...more] = name.split(',').map((part) => part.trim());
  return given === '' || family === '' || more.length > 0 ? name.trim() : `${given} ${family}`;
}

/** Names of people, as they are written. */
export function people(names: readonly string[]): readonly Named[] {
  return names.map((name) => ({ name }));
}
