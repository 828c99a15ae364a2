import { logKey } from '../entry.ts';
import { topicTree } from '../topicTree.ts';
import { isDraft, type Check } from './check.ts';

/** Reports topics that contain themselves, and folders with the same name in different topics. */
export function checkTopics({ entries, byKey, report }: Check): void {
  const { cycles, shared } = topicTree(entries);
  const root = byKey.get(logKey);
  for (const [first, ...others] of cycles) {
    if (root) report(root, `topics.${first}.parent`, 'topic-cycle', messageOf([first, ...others, first]));
  }
  for (const { topic, places } of shared) {
    const all = places.map(({ folder }) => `"notes/${folder}"`);
    const last = places.findLast(({ note }) => !isDraft(note)) ?? places.at(-1);
    const message = `${all.slice(0, -1).join(', ')} and ${all.at(-1)} are the same topic, "${topic}", so it has no parent topic.`;
    if (last) report(last.note, '', 'shared-folder', message);
  }
}

function messageOf(cycle: readonly string[]): string {
  const quoted = cycle.map((id) => `"${id}"`);
  return cycle.length === 2 ? `${quoted[0]} is its own parent.` : `These parents form a cycle: ${quoted.join(' in ')}.`;
}
