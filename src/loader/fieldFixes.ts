import type { z } from 'zod';
import { unambiguousDate, unambiguousDuration, unambiguousName } from '../log/unambiguousFixes.ts';
import type { EntryKind } from '../log/entry.ts';
import { fixOfValue } from '../log/fixes.ts';
import type { Fix, SourceRange } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { schemas } from '../log/schema.ts';
import type { YamlValues } from './yaml.ts';

/** A text that is not valid in a field. */
interface WrongText {
  readonly rule: RuleId;
  readonly path: readonly PropertyKey[];
  readonly value: string;
  /** The values that the field accepts, if there are only a few. */
  readonly options: readonly string[];
}

/** The fix of an invalid text in a field, if it is unambiguous. */
export function fixOfField({ rule, path, value, options }: WrongText, range: SourceRange | undefined): Fix | undefined {
  const fixWith = (text: string | undefined, description: string) =>
    text === undefined ? undefined : fixOfValue(range, value, text, description);
  if (rule === 'invalid-date') return fixWith(unambiguousDate(value), 'corrects the format of the date');
  if (rule === 'invalid-duration') {
    return fixWith(
      unambiguousDuration(value, { isLength: path.at(-1) === 'length' }),
      'corrects the format of the duration',
    );
  }
  return fixWith(unambiguousName(value, options), 'corrects the word');
}

/** The fix of an unknown field, if it is unambiguous. */
export function fixOfFieldName(
  kind: EntryKind,
  name: string,
  unknown: readonly string[],
  { value, keyRanges }: YamlValues,
): Fix | undefined {
  const field = fieldMeant(kind, name, unknown, value as Readonly<Record<string, unknown>>);
  return field === undefined ? undefined : fixOfValue(keyRanges[name], name, field, 'corrects the name of the field');
}

/**
 * The only field that an unknown one can mean: it is missing, no other unknown field matches it, and the value is
 * valid.
 */
function fieldMeant(
  kind: EntryKind,
  name: string,
  unknown: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): string | undefined {
  const shape: Readonly<Record<string, z.ZodType>> = schemas[kind].shape;
  const known = Object.keys(shape);
  const field = unambiguousName(name, known);
  if (field === undefined || Object.hasOwn(fields, field)) return undefined;
  if (unknown.some((other) => other !== name && unambiguousName(other, known) === field)) return undefined;
  return shape[field]?.safeParse(fields[name]).success ? field : undefined;
}
