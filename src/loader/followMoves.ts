import type { Entry, FileReference, OutsideReference } from '../log/entry.ts';
import { fixOfPath } from '../log/fixes.ts';
import { earlierTargets, movedMessage } from '../log/moves.ts';
import type { Problem } from '../log/problem.ts';
import type { Records } from '../log/records.ts';

/** The rules about paths to files other than entries, and about paths that lead out of `content/`. */
const pathRules: ReadonlySet<string> = new Set(['missing-image', 'missing-file', 'outside-content']);

/** Whether a moved file may be the cause of a problem. */
export function isLostPath({ rule }: Problem): boolean {
  return pathRules.has(rule);
}

/**
 * The problems. If one is at a picture or link whose file was moved, or whose entry was, it gets the current path.
 * `exists` takes paths relative to the log's folder.
 */
export async function followMoves(
  problems: readonly Problem[],
  entries: readonly Entry[],
  moves: Records['moves'],
  exists: (file: string) => Promise<boolean>,
): Promise<readonly Problem[]> {
  const byFile = new Map(entries.map((entry) => [entry.file, entry]));
  const follow = async (problem: Problem): Promise<Problem> => {
    const entry = isLostPath(problem) && !problem.fix ? byFile.get(problem.file) : undefined;
    const reference = entry && referenceAt(entry, problem);
    if (!reference) return problem;
    const { address } = reference;
    const wanted = 'path' in reference ? `content/${reference.path}` : undefined;
    for (const moved of earlierTargets(moves, problem.file, address?.text, wanted)) {
      if (!(await exists(moved))) continue;
      const from = problem.file;
      const where = movedMessage(moves, { from, moved, ...(wanted !== undefined && { wanted }) });
      const fix = fixOfPath(address, { from, wrong: wanted, right: moved }, 'follows the file that was moved');
      return { ...problem, message: `${problem.message} ${where}`, ...(fix && { fix }) };
    }
    return problem;
  };
  return Promise.all(problems.map(follow));
}

/** The picture or link at which a problem is reported. */
function referenceAt({ body }: Entry, { range }: Problem): FileReference | OutsideReference | undefined {
  const at = ({ range: { line, column } }: OutsideReference) => line === range.line && column === range.column;
  return body.images.find(at) ?? body.files.find(at) ?? body.outside.find(at);
}
