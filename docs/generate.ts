import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postcss from 'postcss';
import { format, resolveConfig } from 'prettier';
import { en } from '../src/i18n/en.ts';
import { isCounted } from '../src/i18n/ownWords.ts';
import type { EntryKind } from '../src/log/entry.ts';
import { fieldsOf } from '../src/log/schema.ts';
import type { Problem } from '../src/log/problem.ts';
import { rules, severityOf, type RuleId } from '../src/log/rules.ts';
import { tokens } from '../src/log/tokens.ts';
import { loadLog } from '../src/loader/load.ts';
import { pathsOf } from '../src/loader/words.ts';
import { formatProblems } from '../src/loader/report.ts';
import { buildTimes } from './figures/buildTimes.ts';
import { performancePart, readResults } from './performance.ts';

/** The documents with generated parts. */
export const generatedDocuments = ['writing.md', 'rules.md', 'words.md', 'performance.md'] as const;

const folder = import.meta.dirname;
const part = /<!-- generated: (fields|rule|message|tokens|words|bench) (\S+) -->\n[\s\S]*?<!-- end -->/g;
const aRule = new RegExp(`^(?=## (?:${Object.keys(rules).join('|')})\n)`, 'm');
const example = /^(`{3,})(?:md|svg|css|yaml|astro|json|text) title="([^"]+)"\n([\s\S]*?)\n\1$/gm;

/** The text of a document with new generated parts (between `<!-- generated: … -->` and `<!-- end -->`). */
export async function generate(name: (typeof generatedDocuments)[number]): Promise<string> {
  const file = join(folder, name);
  let text = await readFile(file, 'utf8');
  for (const [whole, what, of = ''] of text.matchAll(part)) {
    const made = await makePart(text, what, of);
    text = text.replace(whole, () => `<!-- generated: ${what} ${of} -->\n\n${made}\n\n<!-- end -->`);
  }
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

async function makePart(text: string, what: string | undefined, of: string): Promise<string> {
  if (what === 'bench') return performancePart(await readResults(), of);
  if (what === 'fields') return fieldTable(of as EntryKind);
  if (what === 'tokens') return tokenTable(of);
  if (what === 'words') return wordList();
  return what === 'rule' ? ruleText(of) : messageOf(text, of);
}

/** The tokens, with their values in a style sheet of the site. */
async function tokenTable(styleSheet: string): Promise<string> {
  const css = postcss.parse(await readFile(join(folder, '../src/styles', styleSheet), 'utf8'));
  const root = css.nodes.find((node) => node.type === 'rule' && node.selector === ':root');
  const rows = Object.entries(tokens).map(([name, says]) => {
    const set =
      root?.type === 'rule' ? root.nodes.find((node) => node.type === 'decl' && node.prop === name) : undefined;
    return `| \`${name}\` | ${says} | \`${set?.type === 'decl' ? set.value : ''}\` |`;
  });
  return ['| Token | Purpose | Value |', '| --- | --- | --- |', ...rows].join('\n');
}

function fieldTable(kind: EntryKind): string {
  const rows = fieldsOf(kind).map(({ name, isRequired, description, takes }) => {
    return `| \`${name}\`${isRequired ? ', required' : ''} | ${description} | ${takes} |`;
  });
  return ['| Field | Description | Value |', '| --- | --- | --- |', ...rows].join('\n');
}

/** All words in English, by group. */
function wordList(): string {
  return Object.keys(en)
    .map((group) => {
      const rows = pathsOf({ [group]: en[group as keyof typeof en] }).map(
        (path) => `| \`${path}\` | ${phraseAt(path)} |`,
      );
      return [`## ${group}`, '', '| Words | In English |', '| --- | --- |', ...rows].join('\n');
    })
    .join('\n\n');
}

function phraseAt(path: string): string {
  const found = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], en);
  const forms = isCounted(found)
    ? Object.entries(found).map(([form, phrase]) => `${form}: ${phrase}`)
    : [String(found)];
  return forms.map((phrase) => `\`${phrase}\``).join(', ');
}

function ruleText(name: string): string {
  const { description, fix } = rules[name as RuleId];
  const severity = severityOf(name as RuleId);
  return `${severity[0]?.toUpperCase()}${severity.slice(1)}. ${description}\n\n**Fix.** ${fix}`;
}

/** The output of `check` for the example of a rule. */
async function messageOf(text: string, name: string): Promise<string> {
  const { problems, texts } = await runExample(text, name);
  const printed = formatProblems(problems, texts).split('\n\n').slice(0, -1).join('\n\n');
  return `\`\`\`text\n${printed}\n\`\`\``;
}

/** The problems of a rule's example in `rules.md`. The text before the first rule is part of each example. */
async function runExample(text: string, name: string) {
  const [shared = '', ...sections] = text.split(aRule);
  const own = sections.find((section) => section.startsWith(`## ${name}\n`)) ?? '';
  const files = new Map([...filesIn(name === 'missing-log' ? '' : shared), ...filesIn(own)]);
  const log = await mkdtemp(join(tmpdir(), 'learnlog-'));
  try {
    for (const [file, content] of files) {
      await mkdir(dirname(join(log, file)), { recursive: true });
      await writeFile(join(log, file), `${content}\n`);
    }
    const { problems, texts } = await loadLog(log, { drafts: false });
    const found: readonly Problem[] = problems.filter(({ rule }) => rule === name);
    if (found.length === 0) throw new Error(`The example of "${name}" in docs/rules.md does not break that rule.`);
    return { problems: found, texts };
  } finally {
    await rm(log, { recursive: true, force: true });
  }
}

function filesIn(text: string): [file: string, content: string][] {
  return [...text.matchAll(example)].map(([, , file = '', content = '']) => [file, content]);
}

if (import.meta.main) {
  for (const name of generatedDocuments) await writeFile(join(folder, name), await generate(name));
  await writeFile(join(folder, 'figures/performance.svg'), buildTimes(await readResults()));
}
