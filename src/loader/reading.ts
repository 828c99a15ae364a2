import type { Root } from 'mdast';
import { VFile } from 'vfile';
import type { Body, Entry } from '../log/entry.ts';
import { startOfFile, type Place, type Problem } from '../log/problem.ts';
import { rules, type RuleId } from '../log/rules.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import type { SourceFile } from './files.ts';
import { readFrontmatter } from './frontmatter.ts';

/** A file of a log, read and parsed. */
export interface Reading {
  readonly source: SourceFile;
  /** The file with the messages that plugins leave on it. */
  readonly vfile: VFile;
  /** Missing where the parser failed. */
  readonly tree?: Root;
  /** Missing where the frontmatter is not valid or the parser failed. */
  readonly entry?: Entry;
  /** What is wrong with the frontmatter. */
  readonly problems: readonly Problem[];
}

/** Reads the frontmatter of a file and parses its body. Never throws for what a person wrote. */
export function readEntry(source: SourceFile): Reading {
  const { kind, key, file, text } = source;
  const { fields, written, places, keyPlaces, problems } = readFrontmatter(kind, text, file);
  const vfile = new VFile({ path: file, value: text });
  let markdown: { tree: Root; body: Body } | undefined;
  try {
    markdown = parseMarkdown(vfile);
  } catch (error) {
    reportFailure(vfile, error);
  }
  const body = markdown?.body;
  const entry = body && fields ? ({ kind, key, file, fields, written, places, keyPlaces, body } as Entry) : undefined;
  return { source, vfile, tree: markdown?.tree, entry, problems };
}

/** Does something with a file; what throws becomes a problem, since a plugin that fails must never publish an empty page. */
export async function guarded<T>(vfile: VFile, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    reportFailure(vfile, error);
    return undefined;
  }
}

function reportFailure(vfile: VFile, error: unknown): void {
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    const message = 'This entry is nested far more deeply than 60 levels, so that it cannot be read.';
    vfile.message(message, { ruleId: 'nesting-limit', source: 'learnlog' });
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  vfile.message(`This entry cannot be rendered: "${reason}".`, { ruleId: 'render-failure', source: 'learnlog' });
}

/** Everything that is wrong with a file by itself: its frontmatter, and the messages on it. */
export function problemsOf({ problems, vfile }: Reading): readonly Problem[] {
  return [...problems, ...vfile.messages.map((message) => toProblem(message, vfile))];
}

function toProblem(message: VFile['messages'][number], { path: file, data }: VFile): Problem {
  const rule = message.ruleId && Object.hasOwn(rules, message.ruleId) ? (message.ruleId as RuleId) : 'render-failure';
  const fix = data.fixes?.get(message);
  return { rule, file, place: toPlace(message.place), message: message.reason, ...(fix && { fix }) };
}

function toPlace(place: VFile['messages'][number]['place']): Place {
  if (!place) return startOfFile;
  if (!('start' in place)) return { line: place.line, column: place.column };
  const { start, end } = place;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
