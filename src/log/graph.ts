import { checkAddresses } from './checks/addresses.ts';
import { checkAuthors } from './checks/authors.ts';
import { rangeOf, type Check } from './checks/check.ts';
import { withoutCycles } from './checks/cycles.ts';
import { checkDuplicates } from './checks/duplicates.ts';
import { checkFields } from './checks/fields.ts';
import { checkLinks } from './checks/links.ts';
import { checkOutside } from './checks/outside.ts';
import { checkReferences } from './checks/references.ts';
import { checkTopicNames } from './checks/topicNames.ts';
import { checkTopics } from './checks/topics.ts';
import { checkUnused } from './checks/unused.ts';
import { checkWikiLinks } from './checks/wikiLinks.ts';
import type { Entry, EntryKey } from './entry.ts';
import { compareText, startOfFile, type Problem } from './problem.ts';
import { withFolderTopics } from './folderTopics.ts';
import { noRecords, type Records } from './records.ts';

/**
 * Checks every edge between entries (addresses, topics, series, prerequisites and links) and contradictions between
 * fields. Returns all problems, and the entries without invalid frontmatter edges. A conflict between two entries is
 * reported at the one that is among the `newest`, otherwise at the later one by key.
 */
export function checkGraph(
  entries: readonly Entry[],
  broken: ReadonlySet<EntryKey>,
  records: Records = noRecords,
  newest: ReadonlySet<EntryKey> = new Set(),
): { problems: Problem[]; sound: Entry[] } {
  const problems: Problem[] = [];
  const report: Check['report'] = (entry, at, rule, message, fix) => {
    const range = typeof at === 'string' ? (rangeOf(entry, at) ?? startOfFile) : at;
    problems.push({ rule, file: entry.file, range, message, ...(fix && { fix }) });
  };
  const isNewest = ({ key }: Entry) => Number(newest.has(key));
  const sorted = [...entries].sort((a, b) => isNewest(a) - isNewest(b) || compareText(a.key, b.key));
  const ordered = withFolderTopics(sorted);
  const byKey = new Map(ordered.map((entry) => [entry.key, entry]));
  const check: Check = { entries: ordered, byKey, broken, records, report };

  checkAddresses(check);
  checkFields(check);
  checkAuthors(check);
  checkDuplicates(check);
  checkLinks(check);
  checkWikiLinks(check);
  checkOutside(check);
  // The links of a broken entry are unknown, so anything might be in use.
  if (broken.size === 0) {
    checkUnused(check);
    checkTopicNames(check);
  }
  checkTopics(check);
  const sound = checkReferences(check);
  return { problems, sound: withoutCycles(sound, report) };
}
