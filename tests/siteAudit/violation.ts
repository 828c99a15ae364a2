import { compareText } from '../../src/log/problem.ts';

/** The rules of the audit, each as a sentence that holds for every site. */
export const auditRules = {
  script: 'Only files of the site run, and the one script that starts every page.',
  handler: 'No attribute runs script.',
  element:
    'Nothing stands here that embeds, submits or redirects, and in the text of an entry only what entries may have.',
  attribute: 'The text of an entry has only the attributes that entries may have.',
  'foreign-load': 'Nothing is loaded from another host.',
  scheme: 'Addresses are of http, https or mailto, or of the site.',
  style: 'No style loads anything or leaves its place on the page.',
  'clobbering-id': 'No name or id of an entry becomes a property of the page, or is one of its frame.',
  'duplicate-id': 'No id stands on a page twice.',
  'dead-address': 'Every address of the site leads to a file of it, and every fragment to an id there.',
  policy: 'The one policy of the site comes before anything that it rules.',
  form: 'The file has the form that its kind has.',
} as const;

export type AuditRule = keyof typeof auditRules;

/** A breach of a rule in a built site. */
export interface Violation {
  /** Relative to the root of the site, with forward slashes. */
  readonly file: string;
  readonly rule: AuditRule;
  /** What was found. */
  readonly message: string;
}

/** Sorts violations by file, then rule, then message. */
export function compareViolations(a: Violation, b: Violation): number {
  return compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

const longestQuote = 200;

/** All violations for people: the file, the rule, what was found, and the rule's sentence. */
export function formatViolations(violations: readonly Violation[]): string {
  const blocks = violations.map(
    ({ file, rule, message }) => `${printable(file)}  ${rule}\n  ${printable(message)}\n  ${auditRules[rule]}`,
  );
  return blocks.join('\n\n');
}

/** A text on one line, shortened and without control characters. */
function printable(text: string): string {
  const shown = text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
  return shown.length > longestQuote ? `${shown.slice(0, longestQuote)}…` : shown;
}
