import type { Records } from './records.ts';
import { decodePath, resolvePath } from './relativePath.ts';

/**
 * The files that an address in the file `from` may have led to before its target or its own file was moved, at their
 * current paths, the likeliest first. `target` is the file that it leads to now, if that is inside `content/`.
 */
export function earlierTargets(
  moves: Records['moves'],
  from: string,
  address: string | undefined,
  target?: string,
): readonly string[] {
  const path = decodePath(address?.split('#')[0] ?? '');
  const earlier = [...moves].flatMap(([old, now]) =>
    now === from && path !== '' ? (resolvePath(old, path) ?? []) : [],
  );
  const moved = target === undefined ? [] : (moves.get(target) ?? []);
  return [moved, earlier.map((file) => moves.get(file) ?? file)].flat();
}

/** Says where the file is that an address led to. */
export function movedMessage(
  moves: Records['moves'],
  { from, wanted, moved }: { readonly from: string; readonly wanted?: string; readonly moved: string },
): string {
  if (wanted !== undefined && moves.get(wanted) === moved) return `It was moved to "${moved}".`;
  return `Before "${from}" was moved, the path led to "${moved}".`;
}
