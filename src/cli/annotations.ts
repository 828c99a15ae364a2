import type { Problem } from '../log/problem.ts';
import { countByRule, foldProblems, formatRest, mostListed, mostShown } from '../log/problemCounts.ts';
import { rules, severityOf, type Severity } from '../log/rules.ts';
import { jsonText, onOneLine, printable } from '../loader/terminal.ts';

/** Has a heading for each rule. */
const documentation = 'docs/rules.md';

/**
 * The problems as workflow commands, one per line, which GitHub shows in a pull request. At most `most` of each rule
 * get their own annotation; a notice counts the others.
 */
export function toGitHub(problems: readonly Problem[], { most = mostShown }: { readonly most?: number } = {}): string {
  const { shown, rest } = foldProblems(problems, most);
  const notices = [...rest].map(([rule, number]) => `::notice title=${rule}::${formatRest(rule, number)}`);
  return [...shown.map(toCommand), ...notices].join('\n');
}

/** Escapes text as GitHub's toolkit does (actions/toolkit, `command.ts`), so that it cannot start another command. */
function toCommand({ rule, file, range, message }: Problem): string {
  const { line, column, endLine, endColumn } = range;
  // GitHub ignores columns if a range spans lines.
  const properties = {
    file: printable(file),
    line,
    endLine,
    ...(endLine === line && { col: column, endColumn }),
    title: rule,
  };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  const severity = severityOf(rule);
  const level = severity === 'advice' ? 'notice' : severity;
  return `::${level} ${list.join(',')}::${escapeData(`${onOneLine(message)} ${rules[rule].fix}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/**
 * The problems as a JSON object with a list `problems`, of at most 10,000 of each rule, and the number of all by severity
 * and by rule.
 */
export function toJson(problems: readonly Problem[]): string {
  const counts = countByRule(problems);
  const numberOf = (severity: Severity) => problems.filter(({ rule }) => severityOf(rule) === severity).length;
  const list = foldProblems(problems, mostListed).shown.map(({ rule, file, range, message }) => {
    const { fix } = rules[rule];
    return {
      rule,
      severity: severityOf(rule),
      file,
      ...range,
      message,
      fix,
      documentation: `${documentation}#${rule}`,
    };
  });
  const summary = {
    errors: numberOf('error'),
    warnings: numberOf('warning'),
    advice: numberOf('advice'),
    rules: Object.fromEntries(counts),
  };
  return jsonText({ problems: list, summary });
}

/** The problems as a SARIF 2.1.0 log (OASIS), for code-scanning services. At most 10,000 of each rule are results. */
export function toSarif(all: readonly Problem[]): string {
  const problems = foldProblems(all, mostListed).shown;
  const used = [...new Set(problems.map(({ rule }) => rule))];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'learnlog',
            rules: used.map((id) => ({
              id,
              shortDescription: { text: rules[id].description },
              help: { text: rules[id].fix },
              defaultConfiguration: { level: levelOf(id) },
            })),
          },
        },
        results: problems.map(({ rule, file, range, message }) => ({
          ruleId: rule,
          ruleIndex: used.indexOf(rule),
          level: levelOf(rule),
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file.toWellFormed()) },
                region: {
                  startLine: range.line,
                  startColumn: range.column,
                  endLine: range.endLine,
                  endColumn: range.endColumn,
                },
              },
            },
          ],
        })),
      },
    ],
  };
  return jsonText(log);
}

function levelOf(rule: Problem['rule']): 'error' | 'warning' | 'note' {
  const severity = severityOf(rule);
  return severity === 'advice' ? 'note' : severity;
}
