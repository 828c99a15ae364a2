import type { Entry } from '../../log/entry.ts';

/** Identifies the program, its purpose and the log, so that a host can find who asks. */
export function userAgentFor(entries: readonly Entry[], purpose: string): string {
  const root = entries.find((entry) => entry.kind === 'log');
  const home = root?.fields.site ?? root?.fields.repository;
  return `learnlog (${purpose}${home === undefined ? '' : `; +${home}`})`;
}
