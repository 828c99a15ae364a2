import type { z } from 'zod';
import type { EntryKind } from '../log/entry.ts';
import { cutFrontmatter } from '../log/frontmatterFence.ts';
import { isInDrafts } from '../log/drafts.ts';
import { mapWrittenValues } from '../log/inlineText.ts';
import { defaultNaming, type Period } from '../log/period.ts';
import { startOfFile, type SourceRange, type Problem } from '../log/problem.ts';
import { fieldAliases, foreignFields, resourceTypes, schemas } from '../log/schema.ts';
import type { RuleId } from '../log/rules.ts';
import { typeFromAddress, impliedTypes } from '../log/typeFromAddress.ts';
import { withoutComments } from '../markdown/inlineText.ts';
import { readTitleHeading } from '../markdown/parse.ts';
import { cutValues } from './cutValues.ts';
import { fieldProblems } from './fieldProblems.ts';
import { readYaml, type ProblemInFile, type YamlValues } from './yaml.ts';

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
  const cut = cutFrontmatter(text) ?? withoutFields(kind, text);
  if (!cut) {
    const message = 'The file does not start with frontmatter between two lines "---".';
    return { ranges: {}, problems: inFile([{ rule: 'missing-frontmatter', range: startOfFile, message }]) };
  }
  const yaml = readYaml(cut.yaml);
  if ('problems' in yaml) return { ranges: {}, problems: inFile(yaml.problems) };

  const { fields, keyRanges, foreign, ...own } = ownFields(kind, yaml);
  const { published, comments } = withoutPrivateComments(fields, own.ranges);
  const titled = withTitle({ value: published, ranges: own.ranges }, text);
  const { ranges } = titled;
  const drafted = kind !== 'log' && isInDrafts(file) ? asDraft(titled.value) : titled.value;
  const value = kind === 'resource' ? withType(drafted) : drafted;
  const title = titleIn(value);
  const problems = inFile([...cutValues(kind, yaml), ...foreign, ...comments, ...prototypes(keyRanges)]);
  if (kind === 'resource') problems.push(...inFile(missingType(value)));
  const { data, error } = schemas[kind].safeParse(value);
  if (error) {
    const wrong = inFile(fieldProblems(kind, { ...yaml, value, ranges, keyRanges }, error.issues));
    return { title, ranges, problems: [...problems, ...wrong] };
  }
  if (problems.some(({ rule }) => rule === 'missing-key')) return { title, ranges, problems };
  return {
    fields: data as unknown as NonNullable<Frontmatter<Kind>['fields']>,
    written: value as Readonly<Record<string, unknown>>,
    title,
    ranges,
    ...spentKeys(keyRanges),
    problems,
  };
}

/** The frontmatter of a note or page whose first line is its title, which is the only field that these need. */
function withoutFields(kind: EntryKind, text: string): { readonly yaml: string } | undefined {
  if (kind !== 'note' && kind !== 'page') return undefined;
  const firstLine = text.slice(0, text.search(/[^\s\uFEFF]/)).split('\n').length;
  return readTitleHeading(text)?.range.line === firstLine ? { yaml: '' } : undefined;
}

/** The period in the text of `content/log.md`, even if other fields are invalid; undefined if it cannot be read. */
export function readPeriod(text: string): Period | undefined {
  const cut = cutFrontmatter(text);
  const yaml = cut && readYaml(cut.yaml);
  if (!yaml || 'problems' in yaml || typeof yaml.value !== 'object' || yaml.value === null) return undefined;
  const written = 'period' in yaml.value ? yaml.value.period : defaultNaming.period;
  return schemas.log.shape.period.safeParse(written).data;
}

/** The fields without private comments, which are reported. A text that is only a comment is missing then. */
function withoutPrivateComments(fields: unknown, ranges: Readonly<Record<string, SourceRange>>) {
  const comments: ProblemInFile[] = [];
  const published = mapWrittenValues(fields, (value, path) => {
    const found = withoutComments(value);
    if (!found) return value;
    const range = ranges[path] ?? startOfFile;
    // One of each rule, because all would have the position of the value.
    const reasons = new Map(found.messages.map(({ ruleId, reason }) => [ruleId as RuleId, reason]));
    for (const [rule, message] of reasons) comments.push({ rule, range, message });
    return found.text === '' ? undefined : found.text;
  });
  return { published, comments };
}

/** The fields, with the first heading of the entry as the title if they have none. */
function withTitle(
  { value: fields, ranges }: { readonly value: unknown; readonly ranges: Readonly<Record<string, SourceRange>> },
  text: string,
): { readonly value: unknown; readonly ranges: Readonly<Record<string, SourceRange>> } {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields) || Object.hasOwn(fields, 'title'))
    return { value: fields, ranges };
  const heading = readTitleHeading(text);
  if (!heading) return { value: fields, ranges };
  return { value: { title: heading.text, ...fields }, ranges: { ...ranges, title: heading.range } };
}

/** The fields of an entry in the folder of drafts, which is a draft whatever its fields say. */
function asDraft(fields: unknown): unknown {
  return isFields(fields) ? { ...fields, draft: true } : fields;
}

/** The fields of a resource. If they have no type, adds the one that its address or an identifier implies. */
function withType(fields: unknown): unknown {
  if (!isFields(fields) || Object.hasOwn(fields, 'type')) return fields;
  const type = typeFromAddress(fields);
  return type === undefined ? fields : { ...fields, type };
}

/** The problem of a resource whose type is neither given nor implied. */
function missingType(fields: unknown): ProblemInFile[] {
  if (!isFields(fields) || Object.hasOwn(fields, 'type')) return [];
  const implied = impliedTypes(fields);
  const why =
    implied.length === 0
      ? 'neither its address nor an identifier implies it'
      : `its address and identifiers imply different ones: ${implied.join(', ')}`;
  const message = `"type" is missing, and ${why}. Write "type:" with one of ${resourceTypes.join(', ')}.`;
  return [{ rule: 'missing-key', range: startOfFile, message }];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function titleIn(fields: unknown): string | undefined {
  const title = typeof fields === 'object' && fields !== null && 'title' in fields ? fields.title : undefined;
  return typeof title === 'string' ? title : undefined;
}

/** The fields under our names for them, without fields of other programs, which are reported. */
function ownFields(kind: EntryKind, yaml: YamlValues) {
  const { value, ranges, keyRanges } = yaml;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fields: value ?? {}, ranges, keyRanges, foreign: [] };
  }
  const aliases = Object.entries(fieldAliases[kind]).filter(([name, field]) => name in value && !(field in value));
  const ownName = new Map(aliases);
  const foreign = Object.keys(value).filter(
    (name) => foreignFields.has(name) && !Object.hasOwn(schemas[kind].shape, name),
  );
  const hint = 'topics' in schemas[kind].shape && kind !== 'log' ? ` A ${kind} has "topics".` : '';
  return {
    fields: renamed(value as Readonly<Record<string, unknown>>, ownName, foreign),
    ranges: renamed(ranges, ownName, []),
    keyRanges: renamed(keyRanges, ownName, []),
    foreign: foreign.map((name): ProblemInFile => {
      const message = `"${name}" is a field of another program and has no effect here.${/^(?:tag|categor)/.test(name) ? hint : ''}`;
      return { rule: 'foreign-key', range: keyRanges[name] ?? startOfFile, message };
    }),
  };
}

/** Reports fields named `__proto__`, which is special in JavaScript and which zod drops. */
function prototypes(keyRanges: YamlValues['keyRanges']): ProblemInFile[] {
  const named = Object.entries(keyRanges).filter(([path]) => path.split('.').at(-1) === '__proto__');
  return named.map(([, range]) => ({ rule: 'unknown-key', range, message: '"__proto__" cannot be a name.' }));
}

/** A copy of a record with some keys renamed and some left out. */
function renamed<Value>(
  record: Readonly<Record<string, Value>>,
  names: ReadonlyMap<string, string>,
  without: readonly string[],
): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(record)) {
    if (!without.includes(key)) result[names.get(key) ?? key] = value;
  }
  return result;
}

/** The ranges of the topics in a week's `spent`. Topics are keys there, and a fix can correct a typo in a key. */
function spentKeys(keyRanges: Readonly<Record<string, SourceRange>>): {
  keyRanges?: Readonly<Record<string, SourceRange>>;
} {
  const topics = Object.entries(keyRanges).filter(([path]) => path.startsWith('spent.'));
  return topics.length > 0 ? { keyRanges: Object.fromEntries(topics) } : {};
}
