import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The terms of schema.org, from the types of the package `schema-dts`. */
export interface Vocabulary {
  /** The types above each type, itself included. */
  readonly above: (type: string) => ReadonlySet<string>;
  /** What the values of a property of a type may be; undefined if the type has no such property. */
  readonly valuesOf: (type: string, property: string) => readonly string[] | undefined;
  readonly has: (type: string) => boolean;
}

export async function readVocabulary(): Promise<Vocabulary> {
  const file = fileURLToPath(import.meta.resolve('schema-dts')).replace(/\.js$/, '.d.ts');
  const text = await readFile(file, 'utf8');
  const parents = new Map<string, readonly string[]>();
  const properties = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const [, name = '', bases = '', body = ''] of text.matchAll(
    /^interface (\w+)Base extends ([^{]+) \{\n([\s\S]*?)^\}/gm,
  )) {
    parents.set(
      name,
      [...bases.matchAll(/(\w+)Base\b/g)].map(([, base = '']) => base),
    );
    const own = [...body.matchAll(/^ {4}"(\w+)"\?: SchemaValue<(.+), "\w+">;$/gm)];
    properties.set(name, new Map(own.map(([, property = '', values = '']) => [property, values.split(' | ')])));
  }
  // A type without properties of its own is another’s leaf.
  for (const [, name = '', base = ''] of text.matchAll(/^(?:export )?interface (\w+)Leaf extends (\w+)Base \{/gm))
    if (name !== base) parents.set(name, [base]);
  const above = (type: string): ReadonlySet<string> =>
    new Set([type, ...(parents.get(type) ?? []).flatMap((parent) => [...above(parent)])]);
  return {
    above,
    has: (type) => type === 'Thing' || parents.has(type),
    valuesOf: (type, property) => {
      for (const one of above(type)) {
        const values = properties.get(one)?.get(property);
        if (values) return values;
      }
      return undefined;
    },
  };
}

const dates = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;
const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  Text: (value) => typeof value === 'string' && value !== '',
  URL: (value) => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value),
  Date: (value) => typeof value === 'string' && dates.test(value),
  DateTime: (value) => typeof value === 'string' && dates.test(value),
  Duration: (value) => typeof value === 'string' && /^PT(?=.)(?:\d+H)?(?:\d+M)?$/.test(value),
  Integer: (value) => Number.isInteger(value),
  Number: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
};

/** What is wrong with a node: unknown types and properties, and values that a property cannot have. */
export function breachesOf(node: unknown, vocabulary: Vocabulary, path = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return [`${path} is no node`];
  const { '@type': type, '@id': id, ...facts } = node as Readonly<Record<string, unknown>>;
  const types = [type].flat().map(String);
  const unknown = types.filter((one) => !vocabulary.has(one)).map((one) => `${path}: no type ${one}`);
  if (id !== undefined && !forms.URL?.(id)) unknown.push(`${path}: @id is not absolute`);
  const wrong = Object.entries(facts).flatMap(([property, value]) => {
    const where = `${path}/${property}`;
    const allowed = types.flatMap((one) => vocabulary.valuesOf(one, property) ?? []);
    if (allowed.length === 0) return [`${where} is no property of ${types.join(', ')}`];
    return [value].flat().flatMap((one) => breachesOfValue(one, allowed, vocabulary, where));
  });
  return [...unknown, ...wrong];
}

function breachesOfValue(
  value: unknown,
  allowed: readonly string[],
  vocabulary: Vocabulary,
  path: string,
): readonly string[] {
  if (typeof value !== 'object' || value === null)
    return allowed.some((name) => forms[name]?.(value)) ? [] : [`${path} cannot be ${JSON.stringify(value)}`];
  if (Object.keys(value).join() === '@id')
    return allowed.includes('IdReference') ? [] : [`${path} cannot be a reference`];
  const types = [(value as Readonly<Record<string, unknown>>)['@type']].flat().map(String);
  const fits = types.some((one) => [...vocabulary.above(one)].some((name) => allowed.includes(name)));
  return [...(fits ? [] : [`${path} cannot be a ${types.join(', ')}`]), ...breachesOf(value, vocabulary, path)];
}
