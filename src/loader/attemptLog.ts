import { buildLog } from '../log/buildLog.ts';
import { logKey, type Entry } from '../log/entry.ts';
import { failureOf } from './entryFailure.ts';

type Graph = ReturnType<typeof buildLog>;

/**
 * Builds the graph of a log. Never throws: if that fails, leaves out each entry that makes it fail even alone (`failed`),
 * and reports it. `build` is `buildLog()`, except in tests.
 */
export function attemptLog(
  entries: readonly Entry[],
  options: Parameters<typeof buildLog>[1],
  build: typeof buildLog = buildLog,
): Graph & { readonly failed: ReadonlySet<Entry> } {
  try {
    return { ...build(entries, options), failed: new Set() };
  } catch (error) {
    const errors = new Map(
      entries.flatMap((entry) => errorsOf(() => build([entry], options)).map((own) => [entry, own])),
    );
    if (errors.size === 0) {
      const problems = [failureOf(`content/${logKey}.md`, error, 'This log')];
      return { ...build([], options), problems, failed: new Set(entries) };
    }
    const failures = [...errors].map(([{ file }, own]) => failureOf(file, own));
    const broken = new Set([...(options.broken ?? []), ...[...errors.keys()].map(({ key }) => key)]);
    const sound = entries.filter((entry) => !errors.has(entry));
    const rest = attemptLog(sound, { ...options, broken }, build);
    return {
      log: rest.log,
      problems: [...failures, ...rest.problems],
      failed: new Set([...errors.keys(), ...rest.failed]),
    };
  }
}

/** What a function throws: nothing or one exception. */
function errorsOf(run: () => unknown): readonly unknown[] {
  try {
    run();
    return [];
  } catch (error) {
    return [error];
  }
}
