import { parse } from 'yaml';
import { dayAfter, weekdayOf } from '../../log/date.ts';
import { folders } from '../../log/entry.ts';
import { defaultNaming, periodFolder, periodWords, usualSpan, type Period } from '../../log/period.ts';
import { isError, type Problem } from '../../log/problem.ts';
import { logSchema } from '../../log/schema.ts';
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
  /** The log from which resources are taken. */
  readonly from?: ImportedLog | undefined;
  /** Whether to leave out the example entries, because others are imported into it. */
  readonly isBare?: boolean;
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
  const { from, isBare = false } = draft;
  const own = starter.filter(({ path }) => {
    if (isBare) return path === logFile || !path.startsWith('content/');
    return !from || !path.startsWith(resourceFolder);
  });
  const period = logSchema.shape.period.safeParse(draft.fields.period).data ?? defaultNaming.period;
  const files = own.map(({ path, text }) => ({
    path: nameOf(path).replace(weekFolder, `content/${periodFolder(period)}/`),
    text: fillIn(nameOf(path), text, draft, period),
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
const weekFolder = `content/${folders.week}/`;

/** The paths of the files in every new log. */
export function newPaths(starter: readonly NewFile[]): readonly string[] {
  return [...starter.map(({ path }) => nameOf(path)), packageFile];
}

function nameOf(path: string): string {
  return path.replace(/(^|\/)_/g, '$1.');
}

/** Fills the draft into a starter file. */
function fillIn(path: string, text: string, { fields, today, from, isBare }: LogDraft, period: Period): string {
  // The topics are those of the example entries.
  if (path === logFile)
    return withFields('log', text, { ...(isBare && { topics: undefined }), ...from?.fields, ...fields });
  if (path.startsWith(weekFolder)) {
    const start = usualSpan(period) === 'week' ? dayAfter(today, 1 - weekdayOf(today)) : today;
    // The starter's week describes the starter's resources, and has time spent on one of its topics.
    return from
      ? withFields('week', withResources(inPeriod(text, period), from), { start, spent: undefined })
      : withFields('week', inPeriod(text, period), { start });
  }
  return path === 'README.md' ? fill(text, { title: String(fields.title) }) : text;
}

/** The starter's week, in the words of a log with another period. */
function inPeriod(text: string, period: Period): string {
  if (period === 'week') return text;
  const folder = `content/${periodFolder(period)}/`;
  return text
    .replace(/\ba week can\b/, () => 'such a file can')
    .replace(
      /^A week is a file in .*\n.*$/m,
      () => `Each ${periodWords(period).one} has a file in \`${folder}\`.\nIt describes what you did in that time.`,
    );
}

/** The starter's week, with a section about the resources of the other log. */
function withResources(text: string, { first, count }: ImportedLog): string {
  const section = `## Resources

Everything you study is a resource, with its own file in \`content/resources/\`.
This log starts with the ${count} of another log, each \`queued\` until you change its \`status\`.
The notes of the other author are not included: write your own.

Link to a file, and the link becomes a mention: the page of [this one](../resources/${first}.md) now lists this text.
The quickest way to add the next resource is a command that takes its address and looks up the title and the rest:

\`\`\`sh
npm run add https://arxiv.org/abs/1706.03762
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
  const commands = ['build', 'check', 'preview', 'new', 'add', 'upgrade', 'links'];
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
