import type { SourceRange } from '../problem.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';

/** Reports lists of authors in which a comma may have cut a name in two, or joined two names. */
export function checkAuthors({ entries, report }: Check): void {
  for (const entry of resourcesOf(entries)) {
    const { authors } = entry.written;
    if (typeof authors === 'string') checkText(entry, authors, report);
    else if (Array.isArray(authors)) checkList(entry, authors, report);
  }
}

const word = String.raw`\p{Lu}[\p{Ll}\p{M}’']+`;
const initials = String.raw`\p{Lu}\.(?:[ -]?\p{Lu}\.)*`;
const familyName = new RegExp(
  String.raw`^(?:(?:\p{Ll}+ )*(?:Ma?c|[ODL]['’])?${word}(?:-${word})?|\p{Lu}[\p{Lu}\p{M}-]+)$`,
  'u',
);
const givenName = new RegExp(`^(?:${initials}|${word}(?:-${word})?(?: ${initials})?)$`, 'u');
const fullName = new RegExp(String.raw`^(?:${word}(?:-${word})?|${initials}) .*\p{L}`, 'u');

/** `[Müller, Klaus-Robert]` is a list of two authors. */
function checkList(entry: ResourceEntry, authors: readonly unknown[], report: Check['report']): void {
  const isBare = (index: number) => isUnquoted(entry.ranges[`authors.${index}`], authors[index]);
  for (let index = 0; index + 1 < authors.length; index += 1) {
    const [family, given] = [String(authors[index]), String(authors[index + 1])];
    if (!isBare(index) || !isBare(index + 1) || !areOnOneLine(entry, index)) continue;
    if (!familyName.test(family) || !givenName.test(given)) continue;
    const message = `"${family}" and "${given}" are two authors here. Put quotes around a name with a comma, "${family}, ${given}", or around each of two names.`;
    report(entry, `authors.${index}`, 'doubtful-author', message);
    index += 1;
  }
}

function areOnOneLine({ ranges }: ResourceEntry, index: number): boolean {
  return ranges[`authors.${index}`]?.line === ranges[`authors.${index + 1}`]?.line;
}

function isUnquoted(range: SourceRange | undefined, value: unknown): boolean {
  if (typeof value !== 'string' || range?.endColumn === undefined || range.endLine !== range.line) return false;
  return range.endColumn - range.column === value.length;
}

/** `Ada Lovelace, Alan Turing` is one author. */
function checkText(entry: ResourceEntry, authors: string, report: Check['report']): void {
  if (!isUnquoted(entry.ranges.authors, authors)) return;
  const isBibtex = / and /.test(authors) && authors.split(' and ').every((name) => /^[^,]+, [^,]+$/.test(name));
  const names = isBibtex ? authors.split(' and ') : authors.split(/, (?:and )?|; /);
  if (names.length < 2 || (!isBibtex && !names.every((name) => fullName.test(name)))) return;
  const list = `[${names.map((name) => (name.includes(',') ? `"${name}"` : name)).join(', ')}]`;
  const message = `"${authors}" is one author here. Write several as a list: ${list}.`;
  const range = entry.ranges.authors;
  const fix = range && { range, text: list, description: 'writes the authors as a list' };
  report(entry, 'authors', 'doubtful-author', message, fix);
}
