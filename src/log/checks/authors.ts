import type { SourceRange } from '../problem.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';

/** Reports lists of authors and editors in which a comma may have cut a name in two, or joined two names. */
export function checkAuthors({ entries, report }: Check): void {
  for (const entry of resourcesOf(entries)) {
    for (const field of ['authors', 'editors'] as const) {
      const names = entry.written[field];
      if (typeof names === 'string') checkText(entry, field, names, report);
      else if (Array.isArray(names)) checkList(entry, field, names, report);
    }
  }
}

type Field = 'authors' | 'editors';

const word = String.raw`\p{Lu}[\p{Ll}\p{M}’']+`;
const initials = String.raw`\p{Lu}\.(?:[ -]?\p{Lu}\.)*`;
const familyName = new RegExp(
  String.raw`^(?:(?:\p{Ll}+ )*(?:Ma?c|[ODL]['’])?${word}(?:-${word})?|\p{Lu}[\p{Lu}\p{M}-]+)$`,
  'u',
);
const givenName = new RegExp(`^(?:${initials}|${word}(?:-${word})?(?: ${initials})?)$`, 'u');
const fullName = new RegExp(String.raw`^(?:${word}(?:-${word})?|${initials}) .*\p{L}`, 'u');

/** `[Müller, Klaus-Robert]` is a list of two authors. */
function checkList(entry: ResourceEntry, field: Field, names: readonly unknown[], report: Check['report']): void {
  const isBare = (index: number) => isUnquoted(entry.ranges[`${field}.${index}`], names[index]);
  for (let index = 0; index + 1 < names.length; index += 1) {
    const [family, given] = [names[index], names[index + 1]];
    if (typeof family !== 'string' || typeof given !== 'string') continue;
    if (!isBare(index) || !isBare(index + 1) || !areOnOneLine(entry, field, index)) continue;
    if (!familyName.test(family) || !givenName.test(given)) continue;
    const message = `"${family}" and "${given}" are two ${field} here. Put quotes around a name with a comma, "${family}, ${given}", or around each of two names.`;
    report(entry, `${field}.${index}`, 'doubtful-author', message);
    index += 1;
  }
}

function areOnOneLine({ ranges }: ResourceEntry, field: Field, index: number): boolean {
  return ranges[`${field}.${index}`]?.line === ranges[`${field}.${index + 1}`]?.line;
}

function isUnquoted(range: SourceRange | undefined, value: unknown): boolean {
  if (typeof value !== 'string' || range?.endColumn === undefined || range.endLine !== range.line) return false;
  return range.endColumn - range.column === value.length;
}

/** `Ada Lovelace, Alan Turing` is one author. */
function checkText(entry: ResourceEntry, field: Field, written: string, report: Check['report']): void {
  if (!isUnquoted(entry.ranges[field], written)) return;
  const isBibtex = / and /.test(written) && written.split(' and ').every((name) => /^[^,]+, [^,]+$/.test(name));
  const names = isBibtex ? written.split(' and ') : written.split(/, (?:and )?|; /);
  if (names.length < 2 || (!isBibtex && !names.every((name) => fullName.test(name)))) return;
  const list = `[${names.map((name) => (name.includes(',') ? `"${name}"` : name)).join(', ')}]`;
  const message = `"${written}" is one ${field.slice(0, -1)} here. Write several as a list: ${list}.`;
  const range = entry.ranges[field];
  const fix = range && { range, text: list, description: `writes the ${field} as a list` };
  report(entry, field, 'doubtful-author', message, fix);
}
