import type { Entry, EntryKey } from '../entry.ts';
import type { Fix, SourceRange } from '../problem.ts';
import type { Records } from '../records.ts';
import type { RuleId } from '../rules.ts';

/** What every check of the graph works on. */
export interface Check {
  /** Sorted by key, a new one last, so that problems come in the same order whatever order the files were read in. */
  readonly entries: readonly Entry[];
  readonly byKey: ReadonlyMap<EntryKey, Entry>;
  /** Entries whose frontmatter is not valid: they exist, and nothing more is known of them. */
  readonly broken: ReadonlySet<EntryKey>;
  /** What is recorded beside the entries. */
  readonly records: Records;
  /** Reports a problem at a value of the frontmatter, by its path, or at a range of the body. */
  readonly report: (entry: Entry, at: string | SourceRange, rule: RuleId, message: string, fix?: Fix) => void;
}

export type ResourceEntry = Extract<Entry, { kind: 'resource' }>;

/** The resources among the entries, in order. */
export function resourcesOf(entries: readonly Entry[]): readonly ResourceEntry[] {
  return entries.filter((entry): entry is ResourceEntry => entry.kind === 'resource');
}

/** Whether an entry is absent from the published site. */
export function isDraft(entry: Entry): boolean {
  return entry.kind !== 'log' && entry.fields.draft;
}

/** The range of a value of the frontmatter by its path, or of what holds it. */
export function rangeOf({ ranges }: Entry, path: string): SourceRange | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const written = spellingsOf(at).find((spelling) => ranges[spelling] !== undefined);
    if (written !== undefined) return ranges[written];
  }
  return undefined;
}

/** A path, and the paths that it has where one value alone counts as a list of one: it has no index then. */
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
