import { idOf, logKey, type EntryKey } from '../entry.ts';
import { isDraft, resourcesOf, type Check } from './check.ts';

/** Reports resources that no entry mentions and topics that no entry is on. */
export function checkUnused({ entries, byKey, report }: Check): void {
  const mentioned = new Set<EntryKey>(
    entries.flatMap((entry) => entry.body.links.map(({ target }) => target).filter((target) => target !== entry.key)),
  );
  const resources = resourcesOf(entries);
  const series = new Set(resources.map(({ fields }) => fields.series));
  for (const entry of resources) {
    const { status, series: own } = entry.fields;
    const isPart = own !== undefined || series.has(entry.key.slice('resources/'.length));
    if (mentioned.has(entry.key) || isPart || status === 'queued' || isDraft(entry)) continue;
    report(entry, '', 'orphan-resource', `No entry mentions "${idOf(entry.key)}", and it is not queued.`);
  }
  const root = byKey.get(logKey);
  if (root?.kind !== 'log') return;
  const used = new Set(
    entries.flatMap(({ kind, fields }) => (kind !== 'log' && 'topics' in fields ? (fields.topics ?? []) : [])),
  );
  for (const topic of Object.keys(root.fields.topics)) {
    if (!used.has(topic)) report(root, `topics.${topic}`, 'unused-topic', `Nothing is on "${topic}".`);
  }
}
