import { Option, type Command } from 'commander';
import { parseDocument } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { fieldsOf, type Field } from '../../log/fields.ts';

/** What the flags of a command were given; `undefined` where a flag was not. */
export type FlagValues = Readonly<Record<string, unknown>>;

/** Gives a command a flag for each of these fields. */
export function addFieldFlags(command: Command, fields: readonly Field[]): Command {
  for (const { name, description, takes, shape } of fields) {
    const value = { flag: '', list: ' <values...>', pairs: ' <pairs>', value: ' <value>' }[shape];
    command.addOption(new Option(`--${name}${value}`, shape === 'flag' ? description : `${description} (${takes})`));
  }
  return command;
}

/** The fields that flags give, as frontmatter has them: only those that were given. */
export function fieldsFromFlags(kind: EntryKind, values: FlagValues): Readonly<Record<string, unknown>> {
  const given = fieldsOf(kind).flatMap((field) => {
    const value = values[field.name];
    return value === undefined ? [] : [[field.name, written(field, value)] as const];
  });
  return Object.fromEntries(given);
}

function written({ shape, isProse }: Field, value: unknown): unknown {
  if (shape === 'flag') return value;
  if (shape !== 'list') return isProse ? value : fromYaml(String(value));
  const values = (Array.isArray(value) ? value : [value]).map(String);
  // Ids have no commas, names of people may.
  if (isProse) return values;
  return values.flatMap((one) => (/^\s*[{[]/.test(one) ? fromYaml(one) : one.split(',').map((id) => id.trim())));
}

/** A value as it may stand in frontmatter, `{ name: Ada, url: … }`; what is not such a list is a text. */
function fromYaml(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  const document = parseDocument(text, { schema: 'failsafe' });
  return document.errors.length > 0 ? text : document.toJS();
}
