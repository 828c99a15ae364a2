import type { Entry, EntryKey } from '../entry.ts';
import type { Fix, SourceRange } from '../problem.ts';
import type { Records } from '../records.ts';
import type { RuleId } from '../rules.ts';

/** The input of every check of the graph. */
export interface Check {
  /** Sorted by key, with a new one last, so that the order of problems does not depend on the order of files. */
  readonly entries: readonly Entry[];
  readonly byKey: ReadonlyMap<EntryKey, Entry>;
  /** Entries with invalid frontmatter; only their keys are available. */
  readonly broken: ReadonlySet<EntryKey>;
  /** Data about the log that is not in its entries. */
  readonly records: Records;
  /** Reports a problem at the path of a frontmatter value or at a range of the body. */
  readonly report: (entry: Entry, at: string | SourceRange, rule: RuleId, message: string, fix?: Fix) => void;
}

export type ResourceEntry = Extract<Entry, { kind: 'resource' }>;

/** The resources among the entries, in order. */
export function resourcesOf(entries: readonly Entry[]): readonly ResourceEntry[] {
  return entries.filter((entry): entry is ResourceEntry => entry.kind === 'resource');
}

/** Whether an entry is excluded from the published site. */
export function isDraft(entry: Entry): boolean {
  return entry.kind !== 'log' && entry.fields.draft;
}

/** The range of a frontmatter value by its path; if it has none, the range of its parent. */
export function rangeOf({ ranges }: Entry, path: string): SourceRange | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const written = spellingsOf(at).find((spelling) => ranges[spelling] !== undefined);
    if (written !== undefined) return ranges[written];
  }
  return undefined;
}

/** A path, and its variants without an index, for a single value that counts as a list of one. */
function spellingsOf(path: string): readonly string[] {
  const [first = '', ...rest] = path.split(/(?=\.0(?:\.|$))/);
  return rest.reduce<readonly string[]>(
    (spellings, part) => [
      ...spellings.map((one) => one + part),
      ...spellings.map((one) => one + part.slice('.0'.length)),
    ],
    [first],
  );
}
