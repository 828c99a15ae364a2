import { autocompleteMultiselect, confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import { canAsk } from './questions.ts';

/** A choice, with the reason why it is offered. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A person who answers questions. Answers are undefined if they cancel. */
export interface Person {
  readonly tell: (
    message: string,
    options?: { readonly suggested?: string; readonly problemIn?: (answer: string) => string | undefined },
  ) => Promise<string | undefined>;
  readonly choose: (message: string, choices: readonly Choice[]) => Promise<string | undefined>;
  /** Any number of them, with none chosen at first. */
  readonly chooseSome: (message: string, choices: readonly Choice[]) => Promise<readonly string[] | undefined>;
  readonly agree: (message: string) => Promise<boolean | undefined>;
}

/** The most choices that are shown without a field to search them. */
const mostShown = 12;

/** The person at the terminal in which this process runs; undefined if it does not run in one. */
export function personAtTerminal(): Person | undefined {
  return canAsk() ? terminal : undefined;
}

const terminal: Person = {
  tell: async (message, { suggested, problemIn } = {}) =>
    answered(
      await text({
        message,
        ...(suggested !== undefined && { initialValue: suggested }),
        validate: (answer) => ((answer ?? '').trim() === '' ? 'It is empty.' : problemIn?.(answer ?? '')),
      }),
    ),
  choose: async (message, choices) => answered(await select({ message, options: [...choices] })),
  chooseSome: async (message, choices) => {
    const ask = choices.length > mostShown ? autocompleteMultiselect<string> : multiselect<string>;
    return answered(await ask({ message, required: false, options: [...choices], maxItems: mostShown }));
  },
  agree: async (message) => answered(await confirm({ message })),
};

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<Answer, symbol>);
}
