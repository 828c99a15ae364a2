import { parse } from 'yaml';
import { dayAfter, weekdayOf } from '../../log/date.ts';
import { folders } from '../../log/entry.ts';
import { isError, type Problem } from '../../log/problem.ts';
import { hiddenCharacters } from '../../log/hiddenCharacters.ts';
import { readFrontmatter } from '../../loader/frontmatter.ts';
import { fill } from '../../i18n/phrase.ts';
import { idFrom } from './entryId.ts';
import { entryText } from './entryText.ts';
import type { ImportedLog, NewFile } from './importLog.ts';

/** The input for a new log. */
export interface LogDraft {
  /** Fields of `content/log.md`, as written there. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The name of its folder. */
  readonly folder: string;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  /** The log that it starts from. */
  readonly from?: ImportedLog | undefined;
  /** The parts of the engine's `package.json` that a log needs. */
  readonly engine: { readonly version: string; readonly allowScripts?: Readonly<Record<string, boolean>> };
}

/** The files of a new log, and the errors in its fields. */
export interface NewLog {
  readonly files: readonly NewFile[];
  readonly problems: readonly Problem[];
}

/**
 * Creates the files of a new log from those in `src/cli/starter/`. A leading `_` in a name stands for a dot, because npm
 * leaves some dotfiles out of packages.
 */
export function newLog(starter: readonly NewFile[], draft: LogDraft): NewLog {
  const { from } = draft;
  const own = from ? starter.filter(({ path }) => !path.startsWith(resourceFolder)) : starter;
  const files = own.map(({ path, text }) => ({
    path: nameOf(path),
    text: fillIn(nameOf(path), text, draft),
  }));
  const root = files.find(({ path }) => path === logFile)?.text ?? '';
  const problems = [...hiddenCharacters(logFile, root), ...readFrontmatter('log', root, logFile).problems];
  return {
    files: [...files, ...(from?.files ?? []), { path: packageFile, text: packageJson(draft) }],
    problems: problems.filter(isError),
  };
}

const logFile = 'content/log.md';
const packageFile = 'package.json';
const resourceFolder = `content/${folders.resource}/`;

/** The paths of the files in every new log. */
export function newPaths(starter: readonly NewFile[]): readonly string[] {
  return [...starter.map(({ path }) => nameOf(path)), packageFile];
}

function nameOf(path: string): string {
  return path.replace(/(^|\/)_/g, '$1.');
}

/** Fills the draft into a file of the starter. */
function fillIn(path: string, text: string, { fields, today, from }: LogDraft): string {
  if (path === logFile) return withFields('log', text, { ...from?.fields, ...fields });
  if (path.startsWith('content/weeks/')) {
    const start = dayAfter(today, 1 - weekdayOf(today));
    // The starter's week describes the starter's resources, and spends time on one of its topics.
    return from
      ? withFields('week', withResources(text, from), { start, spent: undefined })
      : withFields('week', text, { start });
  }
  return path === 'README.md' ? fill(text, { title: String(fields.title) }) : text;
}

/** The week of the starter, with a section about the resources of the other log. */
function withResources(text: string, { first, count }: ImportedLog): string {
  const section = `## Resources

Everything you study is a resource, with its own file in \`content/resources/\`.
This log starts with the ${count} of another log, each \`queued\` until you change its \`status\`.
The notes of the other author are not included: write your own.

Link to a file, and the link becomes a mention: the page of [this one](../resources/${first}.md) now lists this week.
The quickest way to add the next resource is a command that asks for the title, the type and the address:

\`\`\`sh
npm run new resource
\`\`\`

`;
  return text.replace(/^## Resources\n[\s\S]*?(?=^## )/m, () => section);
}

/** Replaces these fields in an entry of the starter. */
function withFields(kind: 'log' | 'week', text: string, fields: LogDraft['fields']): string {
  const [, frontmatter = '', body = ''] = /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(text) ?? [];
  return entryText(kind, { ...parse(frontmatter, { schema: 'failsafe' }), ...fields }, body);
}

function packageJson({ folder, engine: { version, allowScripts } }: LogDraft): string {
  const name = idFrom(folder)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const commands = ['build', 'check', 'preview', 'new', 'upgrade', 'links'];
  const content = {
    name: name === '' ? 'learning-log' : name,
    private: true,
    scripts: {
      dev: 'learnlog dev --open',
      ...Object.fromEntries(commands.map((command) => [command, `learnlog ${command}`])),
    },
    dependencies: { learnlog: `^${version}` },
    ...(allowScripts && { allowScripts }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
