import { hiddenIn, hiddenReferencesIn } from '../../log/hiddenCharacters.ts';
import { fieldsOf } from '../../log/schema.ts';
import { literalTextWithFormulas } from '../../loader/inlineTexts.ts';
import type { Facts, Named } from './source.ts';
import { textOfMarkup } from './markup.ts';

/** Frontmatter of a resource, and the names of the facts that do not fit into it. */
export interface DraftFields {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly leftOut: readonly string[];
}

/** The fields that take inline Markdown, which sources do not write. */
const inlineFields: ReadonlySet<string> = new Set(['title', 'summary', 'abstract']);
/** How many characters of a text are kept. A longer text is cut after a sentence. */
const longest: Readonly<Record<string, number>> = { summary: 1_000, abstract: 5_000 };
const mostNames = 50;

/**
 * Facts as fields of frontmatter. Sources are not trusted: hidden characters and tags are removed, and accidental
 * Markdown is escaped. A value that its field does not accept is left out.
 */
export async function draftFields(
  facts: Facts,
  {
    hasTex = false,
    macros,
  }: { readonly hasTex?: boolean | undefined; readonly macros: Readonly<Record<string, string>> },
): Promise<DraftFields> {
  const fields: Record<string, unknown> = {};
  const leftOut: string[] = [];
  for (const field of fieldsOf('resource')) {
    const fact = facts[field.name as Exclude<keyof Facts, 'keywords' | 'parts' | 'feed' | 'gap'>];
    if (fact === undefined) continue;
    const value =
      typeof fact !== 'string'
        ? namesOf(fact)
        : inlineFields.has(field.name)
          ? await literalTextWithFormulas(shortened(cleanText(fact), longest[field.name]), { hasTex, macros })
          : cleanText(fact);
    if (value.length === 0) continue;
    const { success, data } = field.schema.safeParse(value);
    if (!success) leftOut.push(field.name);
    else fields[field.name] = field.name === 'pages' ? data : value;
  }
  return { fields, leftOut };
}

/** A text on one line, without tags and hidden characters. */
export function cleanText(text: string): string {
  const line = textOfMarkup(text).replace(/[\s\u0085\u200b]+/g, ' ');
  const hidden = [...hiddenIn(line), ...hiddenReferencesIn(line)];
  let clean = '';
  let at = 0;
  for (const { index, written } of hidden.sort((a, b) => a.index - b.index)) {
    clean += line.slice(at, index);
    at = Math.max(at, index + written.length);
  }
  return (clean + line.slice(at)).replace(/ {2,}/g, ' ').trim().normalize('NFC');
}

/** A text of at most this many characters, which ends with a sentence if possible. */
function shortened(text: string, limit = Number.POSITIVE_INFINITY): string {
  if (text.length <= limit) return text;
  // Backslashes may be added.
  const start = text.slice(0, Math.floor(limit * 0.95));
  const end = Math.max(...['. ', '! ', '? ', '。'].map((sign) => start.lastIndexOf(sign)));
  const kept = end > limit / 2 ? start.slice(0, end + 1) : start.slice(0, Math.max(start.lastIndexOf(' '), 1));
  return `${kept.trimEnd()} …`;
}

function namesOf(named: readonly Named[]): readonly unknown[] {
  const seen = new Set<string>();
  const names = named.flatMap(({ name: given, isInstitution = false }) => {
    const name = cleanText(given);
    if (name === '' || seen.has(name)) return [];
    seen.add(name);
    return [isInstitution ? { name, institution: true } : name];
  });
  return names.length > mostNames ? [...names.slice(0, mostNames), 'et al.'] : names;
}
