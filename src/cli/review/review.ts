import { z } from 'zod';
import type { Change, Classification } from './classifyChange.ts';
import type { Entry } from '../../log/entry.ts';
import { buildLog } from '../../log/buildLog.ts';
import type { Log, Node } from '../../log/log.ts';
import { groupMentions } from '../../log/mentions.ts';
import { isError, type Problem } from '../../log/problem.ts';
import { countByRule, foldProblems, mostShown } from '../../log/problemCounts.ts';
import { rules, severities, severityOf, type RuleId } from '../../log/rules.ts';
import { preview } from '../../exports/linkPreview.ts';
import { makeUrls } from '../../urls/urls.ts';
import type { OwnWords } from '../../i18n/ownWords.ts';
import { makeWording, type Wording } from '../../i18n/wording.ts';

/** How many items a review lists; it only counts the rest. */
const most = { entries: 40, files: 40, problems: 40, refusals: 40, pages: 12, facts: 12 };
const longest = 400;

const text = z.string().max(longest + 1);
const ruleId = z.enum(Object.keys(rules) as [RuleId, ...RuleId[]]);
const listOf = <Item extends z.ZodType>(item: Item, limit: number) => z.array(item).max(limit).readonly();
const seenEntry = z.strictObject({
  kicker: text,
  title: text,
  facts: listOf(text, most.facts),
  summary: text,
  pages: listOf(text, most.pages),
});

/** The schema of a review, which a run that strangers can alter passes to a run that writes comments. */
export const reviewSchema = z.strictObject({
  verdict: z.enum(['content', 'code', 'refused']),
  entries: listOf(
    z.strictObject({
      file: text,
      change: z.enum(['added', 'changed', 'removed']),
      /** Its preview after the change, or before it if it is removed. Missing if it cannot be read. */
      seen: seenEntry.optional(),
      /** Its title before the change, if that was different. */
      formerTitle: text.optional(),
    }),
    most.entries,
  ),
  moreEntries: z.int().min(0),
  files: listOf(z.strictObject({ file: text, change: z.enum(['added', 'changed', 'removed']) }), most.files),
  moreFiles: z.int().min(0),
  problems: listOf(
    z.strictObject({
      file: text,
      line: z.int(),
      column: z.int(),
      rule: ruleId,
      message: text,
    }),
    most.problems,
  ),
  /** How often each rule is broken, including problems that are not in the list. */
  counts: z.partialRecord(ruleId, z.int().min(1)),
  refusals: listOf(z.strictObject({ file: text, reason: text }), most.refusals),
  moreRefusals: z.int().min(0),
});

/** A summary of a proposed change for its maintainer. */
export type Review = z.infer<typeof reviewSchema>;
type ReviewedEntry = Review['entries'][number];

/** The checked log before or after a change. */
export interface Side {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
  /** The owner's words. */
  readonly words?: OwnWords;
}

/** The review of a change that was classified by its list of files and not read. */
export function reviewUnread({ verdict, refusals }: Classification): Review {
  const shown = refusals.slice(0, most.refusals).map(({ file, reason }) => ({ file: cut(file), reason: cut(reason) }));
  const none = { entries: [], moreEntries: 0, files: [], moreFiles: 0, problems: [], counts: {} };
  return { verdict, ...none, refusals: shown, moreRefusals: refusals.length - shown.length };
}

/** The problems after a change, without advice that an unchanged file had before. */
export function newProblems(before: Side, after: Side): readonly Problem[] {
  const nameOf = ({ rule, file, message, range }: Problem) => JSON.stringify([rule, file, message, range.line]);
  const known = new Set(before.problems.map(nameOf));
  const isOld = (problem: Problem) =>
    !isError(problem) && known.has(nameOf(problem)) && before.texts.get(problem.file) === after.texts.get(problem.file);
  return after.problems.filter((problem) => !isOld(problem));
}

/** The review of a change of content: the changed entries with previews, and the problems. */
export function reviewContent(before: Side, after: Side, changes: readonly Change[] = []): Review {
  const files = [...new Set([...before.texts.keys(), ...after.texts.keys()])].sort();
  const different = files.filter((file) => before.texts.get(file) !== after.texts.get(file));
  const [then, now] = [makePreviews(before), makePreviews(after)];
  const entries = different.slice(0, most.entries).map((file): ReviewedEntry => {
    const change = !before.texts.has(file) ? 'added' : after.texts.has(file) ? 'changed' : 'removed';
    const former = then(file);
    const seen = change === 'removed' ? former : now(file);
    const isRenamed = change === 'changed' && former && seen && former.title !== seen.title;
    return { file: cut(file), change, ...(seen && { seen }), ...(isRenamed && { formerTitle: former.title }) };
  });
  const others = changes.filter(({ path }) => !path.endsWith('.md'));
  const changed = others.slice(0, most.files).map(({ path, kind }) => ({ file: cut(path), change: kind }));
  const found = newProblems(before, after);
  const bySeverity = severities.flatMap((severity) => found.filter(({ rule }) => severityOf(rule) === severity));
  const listed = foldProblems(bySeverity, mostShown).shown.slice(0, most.problems);
  const problems = listed.map(({ rule, file, range: { line, column }, message }) => {
    return { file: cut(file), line, column, rule, message: cut(message) };
  });
  return {
    verdict: 'content',
    entries,
    moreEntries: different.length - entries.length,
    files: changed,
    moreFiles: others.length - changed.length,
    problems,
    counts: Object.fromEntries(countByRule(found)),
    refusals: [],
    moreRefusals: 0,
  };
}

/** Returns a function that previews the entry of a file. */
function makePreviews({ entries, words }: Side): (file: string) => z.infer<typeof seenEntry> | undefined {
  const { log } = buildLog(entries, { drafts: true });
  const all = new Map(log.nodes.map((entry) => [entry.file, entry]));
  return (file) => {
    const entry = all.get(file);
    return entry && previewOf(entry, log, makeWording(log.language, words, log));
  };
}

function previewOf(entry: Node, log: Log, wording: Wording): z.infer<typeof seenEntry> {
  const { kicker, title, facts, verdict, text: opening } = preview(entry, wording);
  const more =
    entry.kind === 'resource'
      ? [
          ...entry.topics.map((topic) => topic.title),
          ...(entry.level ? [wording.words.levels[entry.level]] : []),
          ...(entry.spent ? [wording.duration(entry.spent)] : []),
        ]
      : [];
  return {
    kicker: cut(kicker),
    title: cut(title),
    facts: [...(entry.isDraft ? ['draft: not published'] : []), ...facts, ...more].slice(0, most.facts).map(cut),
    summary: cut(verdict ?? opening),
    pages: pagesOf(entry, log).slice(0, most.pages).map(cut),
  };
}

/** The addresses of the pages that show an entry: its own first, then those that mention or list it. */
function pagesOf(entry: Node, log: Log): string[] {
  if (entry.isDraft) return [];
  const urls = makeUrls(log.site);
  const own = urls.entry(entry);
  const topics = entry.topics.map(urls.topic);
  if (entry.kind === 'week' || entry.kind === 'page') return [own, ...topics, urls.home];
  const mentioning = groupMentions(log.mentionsOf(entry)).map(({ from }) => urls.entry(from));
  const list = entry.kind === 'note' ? urls.notes : urls.type(entry.type);
  return [...new Set([own, ...mentioning, ...topics, list])];
}

function cut(value: string): string {
  return value.length <= longest ? value : `${value.slice(0, longest).toWellFormed()}…`;
}
