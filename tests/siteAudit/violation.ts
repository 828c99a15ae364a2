import { compareText } from '../../src/log/problem.ts';

/** The rules of the audit, each as a sentence that holds for every site. */
export const auditRules = {
  script: 'Only scripts of the site run, and the one inline start script; data is valid JSON.',
  handler: 'No attribute runs script.',
  element: 'No element embeds, submits or redirects, and the text of an entry has only allowed elements.',
  attribute: 'The text of an entry has only allowed attributes.',
  'foreign-load': 'Nothing is loaded from another host.',
  scheme: 'Addresses use http, https or mailto, or belong to the site.',
  style: 'No style loads anything, or positions an element outside its place.',
  'clobbering-id': 'No name or id in an entry becomes a property of the document, or equals an id of the frame.',
  'duplicate-id': 'No id occurs twice on a page.',
  'dead-address': 'Every internal address leads to a file, and every fragment to an id in it.',
  policy: 'The page has the site’s policy, before anything that it applies to.',
  share: 'Every page has the tags by which other sites show a link to it, and its picture is of the right size.',
  form: 'The file has the format of its type.',
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
