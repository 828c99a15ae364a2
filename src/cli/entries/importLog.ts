import { entryKey, folders, logKey, type Entry, type EntryKey } from '../../log/entry.ts';
import { checkGraph } from '../../log/graph.ts';
import { logFileVersion, sharedFields } from '../../log/logFile.ts';
import { compareProblems, startOfFile, type Problem } from '../../log/problem.ts';
import type { RuleId } from '../../log/rules.ts';
import { resourceSchema } from '../../log/schema.ts';
import { hiddenCharacters } from '../../log/hiddenCharacters.ts';
import { mapInlineValues } from '../../log/inlineText.ts';
import { isObject, parseJson } from '../../log/json.ts';
import { idForm, unmetByName } from '../../log/ids.ts';
import { literalText } from '../../loader/inlineTexts.ts';
import { placeOf } from '../../loader/files.ts';
import { readPeriod } from '../../loader/frontmatter.ts';
import { diagnoseEntry } from '../../loader/renderEntry.ts';
import { isReserved } from './entryId.ts';
import { entryText } from './entryText.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A file to write. The path is relative to the folder of the log. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The contents of a new log that come from another log. */
export interface ImportedLog {
  /** Fields of `content/log.md`: the topics of the resources, and a credit to the other log. */
  readonly fields: Fields;
  /** The files of the resources. */
  readonly files: readonly NewFile[];
  /** The id of a resource, if possible one without prerequisites. */
  readonly first: string;
  readonly count: number;
}

/** In bytes. */
export const largestLogFile = 20 * 1024 * 1024;

const mostResources = 20_000;
/** In bytes. Most file systems allow 255 for a file name. */
const longestId = 200;
/** The deepest field is a list of prerequisites, each with a list of ids. */
const deepestField = 4;

/** The file name in problems of the log file itself. */
const logFileName = 'log.json';

/**
 * Reads the text of a log file, which anybody may have written. Its resources become `queued` entries with only their
 * facts. `failure` is the reason why the file cannot be read at all. `problems` are those of single resources;
 * `checkEntries()` finds the problems between them.
 */
export function readLogFile(
  text: string,
): { readonly failure: string } | { readonly log: ImportedLog; readonly problems: readonly Problem[] } {
  const content = parseJson(text);
  if (!isObject(content) || !Object.hasOwn(content, 'learnlog')) {
    return { failure: 'This is not the log.json of a log.' };
  }
  const { learnlog: version, resources, topics = {} } = content;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { failure: `Its format version, "learnlog", is not a whole number of 1 or more.` };
  }
  if (version > logFileVersion) {
    return {
      failure: `Its format version is ${version}, but this version of Learnlog reads only ${logFileVersion}. Upgrade Learnlog first.`,
    };
  }
  if (!Array.isArray(resources) || resources.length === 0) return { failure: 'It has no list of resources.' };
  if (resources.length > mostResources) {
    return { failure: `It has ${resources.length} resources, more than ${mostResources}.` };
  }
  const problems: Problem[] = [];
  const report = (rule: RuleId, message: string) =>
    problems.push({ rule, file: logFileName, range: startOfFile, message });
  const read = resources.flatMap((resource: unknown, index) => {
    const refusal = refusalOf(resource);
    if (refusal) report(refusal.rule, `Resource ${index + 1} ${refusal.message}`);
    return refusal || !isObject(resource) ? [] : [{ id: String(resource.id), fields: queued(resource) }];
  });
  const isVocabulary = isObject(topics) && !isDeeper(topics, deepestField);
  if (!isVocabulary) report('invalid-value', '"topics" is not a list of "id: title".');
  const vocabulary = isVocabulary ? topics : {};
  const used = withParents(
    read.flatMap(({ fields }) => fields.topics),
    vocabulary,
  );
  const kept = Object.entries(vocabulary).filter(([id]) => used.has(id));
  const fields = asText({
    topics: kept.length > 0 ? written(Object.fromEntries(kept.map(([id, topic]) => [id, topicOf(topic)]))) : undefined,
    credits: creditOf(content),
  });
  const files = read.map((one) => ({ path: fileOf(one.id), text: entryText('resource', one.fields) }));
  const first = read.find((one) => one.fields.prerequisites === undefined) ?? read[0];
  return { log: { fields, files, first: first?.id ?? '', count: read.length }, problems };
}

/** The problems of these files of a log: in each file, and between files. */
export async function checkEntries(files: readonly NewFile[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  const broken = new Set<EntryKey>();
  const period = readPeriod(files.find(({ path }) => path === `content/${logKey}.md`)?.text ?? '');
  for (const { path: file, text } of files) {
    const place = placeOf(file, period);
    if ('rule' in place) continue;
    const { entry, problems: own } = await diagnoseEntry({ ...place, file, text }, { macros: {} });
    problems.push(...hiddenCharacters(file, text), ...own);
    if (entry) entries.push(entry);
    else broken.add(place.key);
  }
  return [...problems, ...checkGraph(entries, broken).problems].sort(compareProblems);
}

function fileOf(id: string): string {
  return `content/${entryKey(folders.resource, id)}.md`;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((below) => isDeeper(below, levels - 1));
}

/** The reason why a resource cannot become a file. */
function refusalOf(resource: unknown): { readonly rule: RuleId; readonly message: string } | undefined {
  if (!isObject(resource)) return { rule: 'invalid-value', message: 'is not an object.' };
  const { id } = resource;
  if (typeof id !== 'string') return { rule: 'missing-key', message: 'has no "id".' };
  const shown = `has the id "${id.slice(0, longestId)}", which`;
  if (new TextEncoder().encode(id).length > longestId) {
    return { rule: 'file-name', message: `${shown} is longer than ${longestId} bytes.` };
  }
  if (!idForm.test(id) || unmetByName(id) !== undefined) {
    return { rule: 'file-name', message: `${shown} has characters that an id cannot have.` };
  }
  if (isReserved(id)) return { rule: 'file-name', message: `${shown} is not a valid file name on Windows.` };
  const deep = Object.keys(resource).find((name) => isDeeper(resource[name], deepestField));
  return deep === undefined
    ? undefined
    : { rule: 'invalid-value', message: `("${id}") is nested too deeply in "${deep}".` };
}

/**
 * The frontmatter of a queued resource: its facts, and unknown fields, so that they are reported. Aliases are left out,
 * because they are old addresses in the other log.
 */
function queued(resource: Fields): Fields {
  const shared: readonly string[] = sharedFields.filter((name) => name !== 'aliases');
  const known = Object.keys(resourceSchema.shape);
  const taken = Object.entries(resource).filter(
    ([name]) => name !== 'id' && (shared.includes(name) || !known.includes(name)),
  );
  return asText({ ...Object.fromEntries(taken.map(([name, value]) => [name, written(value)])), status: 'queued' });
}

/** Frontmatter with these fields: a log file has plain text where frontmatter takes Markdown. */
function asText(fields: Fields): Fields {
  return mapInlineValues(fields, literalText);
}

/** These topics and the topics that contain them. */
function withParents(ids: readonly unknown[], vocabulary: Fields): ReadonlySet<unknown> {
  const used = new Set<unknown>();
  for (const id of ids) {
    let at = id;
    while (typeof at === 'string' && !used.has(at)) {
      used.add(at);
      const topic: unknown = Object.hasOwn(vocabulary, at) ? vocabulary[at] : undefined;
      at = isObject(topic) ? topic.parent : undefined;
    }
  }
  return used;
}

/** A topic, which may be only its title. */
function topicOf(topic: unknown): unknown {
  return typeof topic === 'string' ? literalText(topic) : topic;
}

/** A value with its numbers as text, as in frontmatter. */
function written(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(written);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, written(below)]));
}

/** Credits the other log in the footer. */
function creditOf({ title, site }: Fields): unknown {
  if (typeof title !== 'string') return undefined;
  return [{ text: `Started from “${title}”`, ...(typeof site === 'string' && { url: site }) }];
}
