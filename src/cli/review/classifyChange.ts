import { mostFolders } from '../../loader/files.ts';
import { compareText } from '../../log/problem.ts';

/** A file that a proposed change adds, changes or removes, as listed by Git. */
export interface Change {
  readonly path: string;
  /** The file mode in Git: `100644` for a regular file, `000000` for a removed one. */
  readonly mode: string;
  /** The id of its new content. */
  readonly blob: string;
  readonly kind: 'added' | 'changed' | 'removed';
}

/** A file that is not accepted, and the reason. */
export interface Refusal {
  readonly file: string;
  readonly reason: string;
}

/** `content` is read by the engine of the base, `code` waits for a maintainer, and `refused` is not read at all. */
export interface Classification {
  readonly verdict: 'content' | 'code' | 'refused';
  readonly refusals: readonly Refusal[];
}

/** The most parts of a path: those of the draft of a note in the deepest folder. */
const longestPath = 'content/drafts/notes/a.md'.split('/').length + mostFolders;
const removed = '000000';
const regular = '100644';
const largestText = 512 * 1024;
const largestPicture = 2 * 1024 * 1024;
const largestDocument = 10 * 1024 * 1024;
const mostChanges = 300;
const mostBytes = 20 * 1024 * 1024;

/** Parses the output of `git diff --raw -z --no-renames`: facts and a path for each file, each ended by NUL. */
export function parseChanges(raw: string): readonly Change[] {
  const fields = raw.split('\0');
  if (fields.pop() !== '') throw new Error('The list of changes is incomplete.');
  return Array.from({ length: Math.ceil(fields.length / 2) }, (_, index) => {
    const facts = /^:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])$/.exec(fields[2 * index] ?? '');
    const path = fields[2 * index + 1];
    if (!facts || path === undefined || path === '')
      throw new Error('The list of changes is not in the format of git.');
    const kind = facts[3] === 'A' ? 'added' : facts[3] === 'D' ? 'removed' : 'changed';
    return { path, mode: facts[1] ?? '', blob: facts[2] ?? '', kind };
  });
}

/**
 * Classifies a change by its list of files, before any of them is read or written. `sizes` is the size of each new blob
 * in bytes, by id; `content` is every path below `content/` after the change.
 */
export function classifyChange(
  changes: readonly Change[],
  sizes: ReadonlyMap<string, number>,
  content: readonly string[],
): Classification {
  const foreign = changes.filter(({ path }) => !path.startsWith('content/'));
  const own = changes.filter(({ path }) => path.startsWith('content/'));
  const refusals = [
    ...foreign.filter(isInCache).map(({ path }) => ({ file: path, reason: cacheReason })),
    ...own.flatMap((change) => refusalOf(change, sizes.get(change.blob))),
    ...collisions(content),
    ...excess(own, sizes),
  ];
  const code = [
    ...foreign
      .filter((change) => !isInCache(change))
      .map(({ path }) => ({ file: path, reason: 'It is not in content/.' })),
    ...own
      .filter((change) => isNamed(change.path) && !endingOf(change.path))
      .map(({ path }) => ({
        file: path,
        reason:
          'It is neither an entry (.md), a picture (.png, .jpg, .webp, .gif) nor a document (.pdf, .ipynb, .csv, .txt).',
      })),
  ];
  if (refusals.length > 0) return { verdict: 'refused', refusals: [...refusals, ...code] };
  return code.length > 0 ? { verdict: 'code', refusals: code } : { verdict: 'content', refusals: [] };
}

const cacheReason = 'It is in .astro/, where builds keep their caches. Remove it from the change.';

/** Whether a change adds or changes a file in a build cache. */
function isInCache({ path, mode }: Change): boolean {
  return mode !== removed && path.toLowerCase().split('/').includes('.astro');
}

function refusalOf({ path, mode, blob }: Change, size: number | undefined): readonly Refusal[] {
  const no = (reason: string) => [{ file: path, reason }];
  if (!isNamed(path)) return no('Its path has parts that are not allowed for entries, pictures and documents.');
  if (mode === removed) return [];
  if (mode !== regular) return no(modes[mode] ?? 'It is not a regular file.');
  const ending = endingOf(path);
  if (!ending) return [];
  if (size === undefined) return no(`Its content ${blob.slice(0, 10)} is missing.`);
  const limit = limitOf(ending);
  return size > limit ? no(`It has ${size} bytes, more than ${limit / 1024} KiB.`) : [];
}

const modes: Readonly<Record<string, string>> = {
  '100755': 'It is executable.',
  '120000': 'It is a symbolic link.',
  '160000': 'It is a submodule.',
};

/** Whether every part of a path starts with a letter or digit, so that none is hidden, `..` or an option. */
function isNamed(path: string): boolean {
  const parts = path.split('/');
  return (
    parts.length <= longestPath &&
    parts.every((part) => /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} ._-]*[\p{L}\p{N}\p{M}_-])?$/u.test(part))
  );
}

/** Excludes drawings and AVIF, which a maintainer should see before they are read. */
function endingOf(path: string): string | undefined {
  return /\.(md|png|jpe?g|webp|gif|pdf|ipynb|csv|txt)$/.exec(path)?.[1];
}

function limitOf(ending: string): number {
  if (ending === 'md') return largestText;
  return /^(?:pdf|ipynb|csv|txt)$/.test(ending) ? largestDocument : largestPicture;
}

/** Paths that macOS and Windows cannot distinguish. */
function collisions(paths: readonly string[]): readonly Refusal[] {
  const seen = new Map<string, string>();
  return [...paths].sort(compareText).flatMap((path) => {
    const folded = path.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    seen.set(folded, path);
    return other === undefined
      ? []
      : [{ file: path, reason: `Some file systems cannot distinguish it from ${other}.` }];
  });
}

function excess(changes: readonly Change[], sizes: ReadonlyMap<string, number>): readonly Refusal[] {
  const bytes = changes.reduce((sum, { blob }) => sum + (sizes.get(blob) ?? 0), 0);
  return [
    ...(changes.length > mostChanges
      ? [{ file: 'content/', reason: `${changes.length} files are changed, more than ${mostChanges}.` }]
      : []),
    ...(bytes > mostBytes
      ? [{ file: 'content/', reason: `The new content has ${bytes} bytes, more than 20 MiB.` }]
      : []),
  ];
}
