import { cancel, intro, isCancel, multiselect, outro, select, text } from '@clack/prompts';
import type { Field } from '../log/schema.ts';

/** A question for a field. An empty answer leaves the field out. */
export interface Question {
  readonly field: Field;
  readonly message: string;
  readonly mayBeEmpty?: boolean;
  /** Whether it is still open after these answers. By default it is. */
  readonly isOpen?: (answers: Readonly<Record<string, unknown>>) => boolean;
  readonly placeholder?: string;
  /** Offers several choices. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** Whether this process runs in a terminal, where somebody can answer. */
export function canAsk(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** Asks the questions in turn. Returns the answered fields, or undefined if the person cancelled. */
export async function ask(
  title: string,
  questions: readonly Question[],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  intro(title);
  const answers: Record<string, unknown> = {};
  for (const question of questions) {
    if (question.isOpen?.(answers) === false) continue;
    const answer = await askOne(question);
    if (isCancel(answer)) {
      cancel('Nothing was written.');
      return undefined;
    }
    if (answer !== '' && answer !== undefined && !(Array.isArray(answer) && answer.length === 0)) {
      answers[question.field.name] = answer;
    }
  }
  outro('');
  return answers;
}

function askOne({ field, message, mayBeEmpty = false, placeholder, choices }: Question) {
  if (choices) return multiselect({ message, required: !mayBeEmpty, options: [...choices] });
  if (field.options.length > 0) {
    return select({ message, options: field.options.map((value) => ({ value, label: value })) });
  }
  return text({
    message,
    ...(placeholder !== undefined && { placeholder }),
    validate: (value) => {
      if (mayBeEmpty && (value ?? '').trim() === '') return undefined;
      const issue = field.schema.safeParse(value ?? '').error?.issues[0];
      return issue && `It ${issue.message}.`;
    },
  });
}
