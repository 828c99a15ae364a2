import { idOf, logKey, type EntryKey } from '../entry.ts';
import { topicTree } from '../topicTree.ts';
import { isDraft, resourcesOf, type Check } from './check.ts';

/**
 * Reports resources that no entry mentions, in a log with weeks or notes that could, and topics that no entry is on.
 */
export function checkUnused({ entries, byKey, report }: Check): void {
  const mentioned = new Set<EntryKey>(
    entries.flatMap((entry) => entry.body.links.map(({ target }) => target).filter((target) => target !== entry.key)),
  );
  const resources = resourcesOf(entries);
  const series = new Set(resources.map(({ fields }) => fields.series));
  const isLibrary = !entries.some(({ kind }) => kind === 'week' || kind === 'note');
  for (const entry of isLibrary ? [] : resources) {
    const { status, series: own } = entry.fields;
    const isPart = own !== undefined || series.has(entry.key.slice('resources/'.length));
    if (mentioned.has(entry.key) || isPart || status === 'queued' || isDraft(entry)) continue;
    report(entry, '', 'orphan-resource', `No entry mentions "${idOf(entry.key)}", and it is not queued.`);
  }
  const root = byKey.get(logKey);
  if (root?.kind !== 'log') return;
  const { parents } = topicTree(entries);
  const used = new Set<string>();
  for (const { kind, fields } of entries) {
    for (const topic of kind === 'log' ? [] : (fields.topics ?? [])) {
      for (let at: string | undefined = topic; at !== undefined && !used.has(at); at = parents.get(at)) used.add(at);
    }
  }
  for (const topic of Object.keys(root.fields.topics)) {
    if (!used.has(topic)) report(root, `topics.${topic}`, 'unused-topic', `Nothing is on "${topic}".`);
  }
}
