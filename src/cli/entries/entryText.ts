import { Document, isCollection, isScalar, isSeq, visit, type Node } from 'yaml';
import type { EntryKind } from '../../log/entry.ts';
import { fieldsOf } from '../../log/fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The text of an entry with these fields, in the order of the schema of its kind, and with this body. Fields that the
 * schema does not know come last, so that they are reported and not lost.
 */
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

/** A field as people write it: one value alone without brackets, what is short on one line, numbers without quotes. */
function fieldText(name: string, value: unknown): string {
  const alone = Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object' ? value[0] : value;
  // Every reader of frontmatter takes a number as the text it is written as; true, false and null need quotes as texts.
  const document = new Document({ [name]: alone }, { schema: 'failsafe', customTags: ['bool', 'null'] });
  const written = document.get(name, true);
  visit(document, {
    Collection: (_, node) => {
      if (node !== document.contents) node.flow = node !== written || isShort(node);
    },
  });
  return document.toString({
    lineWidth: 0,
    singleQuote: true,
    // Breaks of lines are written as `\n`: spread over lines, spaces at the end of one would come back as backslashes.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    flowCollectionPadding: !(isSeq(written) && written.flow),
  });
}

function isShort(node: Node): boolean {
  if (!isCollection(node)) return true;
  return node.items.every((item) => isScalar(item) || !isCollection((item as { value?: unknown }).value ?? item));
}
