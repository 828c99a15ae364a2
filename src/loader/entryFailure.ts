import { startOfFile, type Problem } from '../log/problem.ts';

/**
 * The problem for an entry, or a page of the log, that made this program fail. The exception is our bug, but only the
 * name of the entry helps its author to work around it.
 */
export function failureOf(file: string, error: unknown, what = 'This entry'): Problem {
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    const message = `${what} is nested far more deeply than 60 levels, so that it cannot be read.`;
    return { rule: 'nesting-limit', file, range: startOfFile, message };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { rule: 'render-failure', file, range: startOfFile, message: `${what} cannot be rendered: "${reason}".` };
}
