/** A file split at the `---` lines around its frontmatter. */
export interface Fenced {
  /** The first line, including its line break. */
  readonly opening: string;
  readonly yaml: string;
  /** The closing line and everything after it. */
  readonly rest: string;
}

/** Splits a file at its frontmatter; undefined if it does not start with frontmatter. */
export function cutFrontmatter(text: string): Fenced | undefined {
  const opening = /^\uFEFF?---[^\S\n]*\n/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const after = text.slice(opening.length);
  const end = /^---[^\S\n]*$/m.exec(after)?.index;
  return end === undefined ? undefined : { opening, yaml: after.slice(0, end), rest: after.slice(end) };
}
