import { unambiguousName } from '../unambiguousFixes.ts';
import { entryKey, folders, idOf, logKey, type Entry } from '../entry.ts';
import { foldersOfNote, hasFolderTopic } from '../folderTopics.ts';
import { fixOfValue } from '../fixes.ts';
import type { ResourceFields, WeekFields } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import { topicTree } from '../topicTree.ts';
import { isDraft, rangeOf, resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { withoutNamed } from './prerequisites.ts';

/** Reports topics and resources in frontmatter that are not in the log; returns the entries without them. */
export function checkReferences(check: Check): Entry[] {
  const hasTopic = topicChecker(check);
  const hasResource = resourceChecker(check);
  return check.entries.map((entry): Entry => {
    const known = (topics: readonly string[] = []) =>
      topics.filter((topic, index) => hasTopic(entry, topic, `topics.${index}`));
    switch (entry.kind) {
      case 'log':
        for (const [id, { parent }] of Object.entries(entry.fields.topics)) {
          if (parent !== undefined) hasTopic(entry, parent, `topics.${id}.parent`);
        }
        return entry;
      case 'week': {
        const { spent = {} } = entry.fields;
        const sound = Object.entries(spent).filter(([topic]) => hasTopic(entry, topic, `spent.${topic}`));
        const topics = known(entry.fields.topics);
        const fields = { ...entry.fields, spent: Object.fromEntries(sound), topics };
        return { ...entry, fields: withSoundFindings(entry, fields, hasResource) };
      }
      case 'note':
        return { ...entry, fields: { ...entry.fields, topics: known(entry.fields.topics) } };
      case 'page':
        return { ...entry, fields: { ...entry.fields, topics: known(entry.fields.topics) } };
      case 'resource':
        break;
    }
    const fields: ResourceFields = {
      ...entry.fields,
      topics: known(entry.fields.topics),
      prerequisites: withoutNamed(entry.fields.prerequisites, ({ id, path }) => !hasResource(entry, id, path)),
    };
    return withSoundSeries({ ...entry, fields }, check, hasResource);
  });
}

type HasResource = (entry: Entry, name: string, path: string) => boolean;

/** The fields of a week without findings whose resource is not in the log. */
function withSoundFindings(entry: Entry, fields: WeekFields, hasResource: HasResource): WeekFields {
  const isSound = (name: 'find' | 'deadEnd') => {
    const id = fields[name]?.resource;
    return id === undefined || hasResource(entry, id, `${name}.resource`);
  };
  return {
    ...fields,
    find: isSound('find') ? fields.find : undefined,
    deadEnd: isSound('deadEnd') ? fields.deadEnd : undefined,
  };
}

function topicChecker(check: Check): (entry: Entry, topic: string, path: string) => boolean {
  const { byKey, report } = check;
  const root = byKey.get(logKey);
  const listed = root?.kind === 'log' ? Object.keys(root.fields.topics) : undefined;
  const ofFolders = folderTopics(check);
  // Without a list, every topic that an entry names exists.
  const topics = listed && listed.length > 0 ? new Set([...listed, ...ofFolders.published]) : undefined;
  return (entry, topic, path) => {
    if (!topics || topics.has(topic) || (isDraft(entry) && ofFolders.drafts.has(topic))) return true;
    const hint = didYouMean(topic, topics);
    const meant = unambiguousName(topic, topics, { open: true });
    const spent = entry.kind === 'week' && path.startsWith('spent.') ? entry.fields.spent : undefined;
    const range = spent ? entry.keyRanges?.[path] : rangeOf(entry, path);
    const fix = meant === undefined ? undefined : fixOfValue(range, topic, meant, 'corrects the topic');
    // `spent` cannot have the same key twice.
    const others = Object.keys(spent ?? {}).filter((key) => key !== topic);
    const isTaken = others.some((key) => key === meant || unambiguousName(key, topics, { open: true }) === meant);
    const message = `"${topic}" is not a topic of content/log.md.${hint}`;
    report(entry, path, 'unknown-topic', message, isTaken ? undefined : fix);
    return false;
  };
}

/** The topics that come from folders of notes. Nothing that is published can be on a topic that only drafts have. */
function folderTopics({ entries, broken }: Check) {
  const ofFolders = (isIncluded: (entry: Entry) => boolean) =>
    topicTree(entries.filter((entry) => entry.kind === 'log' || (hasFolderTopic(entry) && isIncluded(entry)))).ids;
  const ofBroken = [...broken].filter((key) => key.startsWith(`${folders.note}/`)).flatMap(foldersOfNote);
  return {
    published: new Set([...ofFolders((entry) => !isDraft(entry)), ...ofBroken]),
    drafts: new Set(ofFolders(isDraft)),
  };
}

function resourceChecker({ entries, byKey, broken, records, report }: Check): HasResource {
  const resources = resourcesOf(entries);
  const ids = new Set<string>(resources.map((entry) => idOf(entry.key)));
  const unread = [...broken].filter((key) => key.startsWith(`${folders.resource}/`)).map(idOf);
  const fileOf = (id: string) => `content/${folders.resource}/${id}.md`;
  /** The id of a resource whose file was renamed. */
  const movedId = (id: string) => [...ids].find((now) => records.moves.get(fileOf(id)) === fileOf(now));
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
    const moved = movedId(id);
    const current = renamed ? idOf(renamed.key) : moved;
    const hint = current === undefined ? didYouMean(id, ids) : ` It is now called "${current}".`;
    const meant = current ?? unambiguousName(id, [...ids, ...unread], { open: true });
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
