import { Document, isCollection, isScalar, isSeq, visit, type Node } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { fieldsOf } from '../../log/schema.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The text of an entry with its fields in the order of the schema. Unknown fields come last, so that they are reported. */
export function entryText(kind: EntryKind, fields: Fields, body = ''): string {
  const known = fieldsOf(kind).map(({ name }) => name);
  const names = [...known, ...Object.keys(fields).filter((name) => !known.includes(name))];
  const lines = names.flatMap((name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return value === undefined ? [] : [fieldText(name, value)];
  });
  const rest = body.trim();
  return `---\n${lines.join('')}---\n${rest === '' ? '' : `\n${rest}\n`}`;
}

/** The lines of a field as people write it: a single value without brackets, short lists on one line, numbers without quotes. */
export function fieldText(name: string, value: unknown): string {
  const alone = Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object' ? value[0] : value;
  // Frontmatter is read with numbers as text, so only the texts true, false and null need quotes.
  // A name with a comma keeps its brackets, because without them it could be two.
  const kept = typeof alone === 'string' && alone.includes(',') ? value : alone;
  const document = new Document({ [name]: kept }, { schema: 'failsafe', customTags: ['bool', 'null'] });
  const written = document.get(name, true);
  visit(document, {
    Collection: (_, node) => {
      if (node !== document.contents) node.flow = node !== written || isShort(node);
    },
  });
  return document.toString({
    lineWidth: 0,
    singleQuote: true,
    // A text over several lines would get backslashes for spaces at line ends.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    flowCollectionPadding: !(isSeq(written) && written.flow),
  });
}

function isShort(node: Node): boolean {
  if (!isCollection(node)) return true;
  return node.items.every((item) => isScalar(item) || !isCollection((item as { value?: unknown }).value ?? item));
}
