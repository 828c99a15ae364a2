import type { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { cutFrontmatter } from '../log/frontmatterFence.ts';
import { startOfFile, type SourceRange, type Problem } from '../log/problem.ts';
import { schemas } from '../log/schema.ts';
import { readTitleHeading } from '../markdown/parse.ts';
import { cutValues } from './cutValues.ts';
import { fieldProblems } from './fieldProblems.ts';
import { readYaml, type ProblemInFile } from './yaml.ts';

interface Frontmatter<Kind extends EntryKind> {
  /** Missing if the frontmatter is invalid. */
  readonly fields?: Readonly<z.output<(typeof schemas)[Kind]>>;
  /** The fields as written, before the schema parses them: numbers are text. Missing if the frontmatter is invalid. */
  readonly written?: Readonly<Record<string, unknown>>;
  /** The title, even if other fields are invalid. */
  readonly title?: string | undefined;
  /** The position of each value, by its path (`prerequisites.0.resource`). */
  readonly ranges: Readonly<Record<string, SourceRange>>;
  /** The position of each key of `spent`, by its path. */
  readonly keyRanges?: Readonly<Record<string, SourceRange>>;
  readonly problems: readonly Problem[];
}

/** Reads the frontmatter of a file, checks it against the schema of its kind, and reports all its problems. */
export function readFrontmatter<Kind extends EntryKind>(kind: Kind, text: string, file: string): Frontmatter<Kind> {
  const inFile = (problems: readonly ProblemInFile[]) => problems.map(({ rule, ...rest }) => ({ rule, file, ...rest }));
  const cut = cutFrontmatter(text);
  if (!cut) {
    const message = 'The file does not start with frontmatter between two lines "---".';
    return { ranges: {}, problems: inFile([{ rule: 'missing-frontmatter', range: startOfFile, message }]) };
  }
  const yaml = readYaml(cut.yaml);
  if ('problems' in yaml) return { ranges: {}, problems: inFile(yaml.problems) };

  const { keyRanges } = yaml;
  const { value, ranges } = withTitle(yaml, text);
  const title = titleIn(value);
  const problems = inFile(cutValues(kind, yaml));
  const { data, error } = schemas[kind].safeParse(value);
  if (error) {
    const wrong = inFile(fieldProblems(kind, { ...yaml, value, ranges }, error.issues));
    return { title, ranges, problems: [...problems, ...wrong] };
  }
  return {
    fields: data as unknown as NonNullable<Frontmatter<Kind>['fields']>,
    written: value as Readonly<Record<string, unknown>>,
    title,
    ranges,
    ...spentKeys(keyRanges),
    problems,
  };
}

/** The fields, with the first heading of the entry as the title if they have none. */
function withTitle(
  { value = {}, ranges }: { readonly value?: unknown; readonly ranges: Readonly<Record<string, SourceRange>> },
  text: string,
): { readonly value: unknown; readonly ranges: Readonly<Record<string, SourceRange>> } {
  const fields = value ?? {};
  if (typeof fields !== 'object' || Array.isArray(fields) || Object.hasOwn(fields, 'title'))
    return { value: fields, ranges };
  const heading = readTitleHeading(text);
  if (!heading) return { value: fields, ranges };
  return { value: { title: heading.text, ...fields }, ranges: { ...ranges, title: heading.range } };
}

function titleIn(fields: unknown): string | undefined {
  const title = typeof fields === 'object' && fields !== null && 'title' in fields ? fields.title : undefined;
  return typeof title === 'string' ? title : undefined;
}

/** The ranges of the topics in a week's `spent`. Topics are keys there, and a fix can correct a typo in a key. */
function spentKeys(keyRanges: Readonly<Record<string, SourceRange>>): {
  keyRanges?: Readonly<Record<string, SourceRange>>;
} {
  const topics = Object.entries(keyRanges).filter(([path]) => path.startsWith('spent.'));
  return topics.length > 0 ? { keyRanges: Object.fromEntries(topics) } : {};
}
