import { parse } from 'yaml';

/** A field of an issue form: its name in the entry, and its label in the form. */
export interface FormField {
  readonly id: string;
  readonly label: string;
}

/** GitHub's text for an empty field. */
const noAnswer = '_No response_';

/** The fields of an issue form, in order (GitHub, “Syntax for issue forms”). */
export function formFields(yaml: string): readonly FormField[] {
  const form: unknown = parse(yaml, { maxAliasCount: 0 });
  const body = isRecord(form) && Array.isArray(form.body) ? form.body : [];
  return body.flatMap((part: unknown) => {
    if (!isRecord(part) || typeof part.id !== 'string' || !isRecord(part.attributes)) return [];
    const { label } = part.attributes;
    return typeof label === 'string' ? [{ id: part.id, label }] : [];
  });
}

/** The text that a form puts at the start of issue titles; empty if there is none. */
export function formTitle(yaml: string): string {
  const form: unknown = parse(yaml, { maxAliasCount: 0 });
  return isRecord(form) && typeof form.title === 'string' ? form.title.trim() : '';
}

/**
 * The answers in the text of an issue that was created with a form: a heading `### Label` for each field, in the order
 * of the form. Other headings are part of an answer, and so is everything after the last label: an answer cannot start
 * a field that comes before its own or that already has an answer.
 */
export function readIssue(fields: readonly FormField[], text: string): ReadonlyMap<string, string> {
  const answers = new Map<string, string[]>();
  let rest = fields;
  let current: string[] | undefined;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const index = rest.findIndex(({ label }) => line === `### ${label}`);
    const field = rest[index];
    if (field) {
      rest = rest.slice(index + 1);
      current = [];
      answers.set(field.id, current);
    } else current?.push(line);
  }
  const said = [...answers].map(([id, lines]) => [id, lines.join('\n').trim()] as const);
  return new Map(said.filter(([, answer]) => answer !== '' && answer !== noAnswer));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
