import { Option, type Command } from 'commander';
import { parseDocument } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { fieldsOf, type Field } from '../../log/schema.ts';

/** The values of a command's flags; `undefined` for a flag that was not given. */
export type FlagValues = Readonly<Record<string, unknown>>;

/** Adds a flag for each of these fields to a command. */
export function addFieldFlags(command: Command, fields: readonly Field[]): Command {
  for (const { name, description, takes, shape } of fields) {
    const value = { flag: '', list: ' <values...>', pairs: ' <pairs>', value: ' <value>' }[shape];
    command.addOption(new Option(`--${name}${value}`, shape === 'flag' ? description : `${description} (${takes})`));
  }
  return command;
}

/** The fields of the given flags, as written in frontmatter. */
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
  // Ids have no commas, but names of people may.
  if (isProse) return values;
  return values.flatMap((one) => (/^\s*[{[]/.test(one) ? fromYaml(one) : one.split(',').map((id) => id.trim())));
}

/** Parses a YAML list or mapping such as `{ name: Ada, url: … }`; returns any other value as text. */
function fromYaml(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  const document = parseDocument(text, { schema: 'failsafe' });
  return document.errors.length > 0 ? text : document.toJS();
}
