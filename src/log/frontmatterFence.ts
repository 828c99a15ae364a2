/** A file cut at the lines `---` around its frontmatter. */
export interface Fenced {
  /** The first line, with its end. */
  readonly opening: string;
  readonly yaml: string;
  /** From the closing line on. */
  readonly rest: string;
}

/** Cuts a file at its frontmatter; undefined where it does not start with some. */
export function cutFrontmatter(text: string): Fenced | undefined {
  const opening = /^\uFEFF?---[^\S\n]*\n/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const after = text.slice(opening.length);
  const end = /^---[^\S\n]*$/m.exec(after)?.index;
  return end === undefined ? undefined : { opening, yaml: after.slice(0, end), rest: after.slice(end) };
}
