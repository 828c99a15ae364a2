import type { Problem } from '../log/problem.ts';
import { rules, severityOf } from '../log/rules.ts';
import { jsonText, printable } from '../loader/terminal.ts';

/** Has a heading for each rule. */
const documentation = 'docs/rules.md';

/** The problems as workflow commands, one a line, which GitHub shows in a pull request. */
export function toGitHub(problems: readonly Problem[]): string {
  return problems.map(toCommand).join('\n');
}

/** Escapes like GitHub's toolkit (actions/toolkit, `command.ts`), so that no text can start another command. */
function toCommand({ rule, file, range, message }: Problem): string {
  const { line, column, endLine, endColumn } = range;
  // GitHub ignores columns if a range spans lines.
  const properties = { file, line, endLine, ...(endLine === line && { col: column, endColumn }), title: rule };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  const level = severityOf(rule) === 'error' ? 'error' : 'warning';
  return `::${level} ${list.join(',')}::${escapeData(`${message} ${rules[rule].fix}`)}`;
}

function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** The problems as a JSON object with a list `problems`. */
export function toJson(problems: readonly Problem[]): string {
  const list = problems.map(({ rule, file, range, message }) => {
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
  return jsonText({ problems: list });
}

/** The problems as a SARIF 2.1.0 log (OASIS), for code-scanning services. */
export function toSarif(problems: readonly Problem[]): string {
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
                artifactLocation: { uri: encodeURI(file) },
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
