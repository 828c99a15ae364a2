import { unambiguousName } from '../unambiguousFixes.ts';
import { entryKey, folders, idOf, logKey, type Entry } from '../entry.ts';
import { folderOfNote } from '../folderTopics.ts';
import { fixOfValue } from '../fixes.ts';
import type { ResourceFields } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import { isDraft, rangeOf, resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { withoutNamed } from './prerequisites.ts';

/** Reports topics and resources in frontmatter that are not in the log; returns the entries without them. */
export function checkReferences(check: Check): Entry[] {
  const hasTopic = topicChecker(check);
  const hasResource = resourceChecker(check);
  return check.entries.map((entry): Entry => {
    if (entry.kind === 'week' && entry.fields.spent) {
      const spent = Object.entries(entry.fields.spent).filter(([topic]) => hasTopic(entry, topic, `spent.${topic}`));
      return { ...entry, fields: { ...entry.fields, spent: Object.fromEntries(spent) } };
    }
    const known = (topics: readonly string[] = []) =>
      topics.filter((topic, index) => hasTopic(entry, topic, `topics.${index}`));
    if (entry.kind === 'note') return { ...entry, fields: { ...entry.fields, topics: known(entry.fields.topics) } };
    if (entry.kind !== 'resource') return entry;
    const fields: ResourceFields = {
      ...entry.fields,
      topics: known(entry.fields.topics),
      prerequisites: withoutNamed(entry.fields.prerequisites, ({ id, path }) => !hasResource(entry, id, path)),
    };
    return withSoundSeries({ ...entry, fields }, check, hasResource);
  });
}

type HasResource = (entry: ResourceEntry, name: string, path: string) => boolean;

function topicChecker(check: Check): (entry: Entry, topic: string, path: string) => boolean {
  const { byKey, report } = check;
  const root = byKey.get(logKey);
  const listed = root?.kind === 'log' ? Object.keys(root.fields.topics) : undefined;
  const ofFolders = folderTopics(check);
  const topics = listed && new Set([...listed, ...ofFolders.published]);
  return (entry, topic, path) => {
    if (!topics || topics.has(topic) || (isDraft(entry) && ofFolders.drafts.has(topic))) return true;
    const hint = topics.size === 0 ? ' It has none yet.' : didYouMean(topic, topics);
    const meant = unambiguousName(topic, topics, { open: true });
    const range = entry.kind === 'week' ? entry.keyRanges?.[path] : rangeOf(entry, path);
    const fix = meant === undefined ? undefined : fixOfValue(range, topic, meant, 'corrects the topic');
    // A key can appear only once.
    const others = entry.kind === 'week' ? Object.keys(entry.fields.spent ?? {}).filter((key) => key !== topic) : [];
    const isTaken = others.some((key) => key === meant || unambiguousName(key, topics, { open: true }) === meant);
    const message = `"${topic}" is not a topic of content/log.md.${hint}`;
    report(entry, path, 'unknown-topic', message, isTaken ? undefined : fix);
    return false;
  };
}

/** The topics that folders of notes make. Nothing that is published can be on a topic that only drafts have. */
function folderTopics({ entries, broken }: Check) {
  const [published, drafts] = [new Set<string>(), new Set<string>()];
  for (const entry of entries) {
    if (entry.kind !== 'note' || Object.hasOwn(entry.written, 'topics')) continue;
    for (const topic of entry.fields.topics ?? []) (isDraft(entry) ? drafts : published).add(topic);
  }
  for (const key of broken) {
    const folder = key.startsWith(`${folders.note}/`) ? folderOfNote(key) : undefined;
    if (folder !== undefined) published.add(folder);
  }
  return { published, drafts };
}

function resourceChecker({ entries, byKey, broken, report }: Check): HasResource {
  const resources = resourcesOf(entries);
  const ids = new Set<string>(resources.map((entry) => idOf(entry.key)));
  const unread = [...broken].filter((key) => key.startsWith(`${folders.resource}/`)).map(idOf);
  return (entry, id, path) => {
    const key = entryKey(folders.resource, id);
    const target = byKey.get(key);
    if (target && isDraft(target) && !isDraft(entry)) {
      report(entry, path, 'link-to-draft', `"${target.file}" is a draft, and this entry is not.`);
      return false;
    }
    if (target) return true;
    if (broken.has(key)) return false;
    const [renamed, ...doubles] = resources.filter((resource) => resource.fields.aliases.includes(id));
    const hint = renamed ? ` It is now called "${idOf(renamed.key)}".` : didYouMean(id, ids);
    const meant = renamed ? idOf(renamed.key) : unambiguousName(id, [...ids, ...unread], { open: true });
    const fix =
      meant === undefined || meant === idOf(entry.key) || doubles.length > 0
        ? undefined
        : fixOfValue(rangeOf(entry, path), id, meant, 'corrects the id of the resource');
    report(entry, path, 'unknown-resource', `"${id}" is not a resource of this log.${hint}`, fix);
    return false;
  };
}

function withSoundSeries(entry: ResourceEntry, { report }: Check, hasResource: HasResource): ResourceEntry {
  const { series, ...withoutSeries } = entry.fields;
  if (series === undefined) {
    const { part } = entry.fields;
    if (part !== undefined)
      report(entry, 'part', 'part-without-series', `This is part "${part}", but "series" is missing.`);
    return entry;
  }
  if (series === idOf(entry.key)) {
    report(entry, 'series', 'part-without-series', `"${series}" cannot be a part of itself.`);
    return { ...entry, fields: withoutSeries };
  }
  return hasResource(entry, series, 'series') ? entry : { ...entry, fields: withoutSeries };
}
