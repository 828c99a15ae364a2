import { tagsIn } from './htmlTags.ts';

/**
 * The headings that have a name of their own, as written, by that name: from `<a name="setup"></a>` above or in them, or
 * from `{#setup}` at their end. Entries have neither.
 */
export function anchorsIn(text: string): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  let waiting: string[] = [];
  for (const line of text.split('\n')) {
    const heading = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1];
    const tags = line.includes('<a') ? tagsIn(line) : [];
    const names = tags.flatMap(({ name, attributes }) =>
      name === 'a' ? [attributes.get('name') ?? attributes.get('id') ?? ''] : [],
    );
    if (heading !== undefined) {
      const own = /\{#([^{}\s]{1,200})[^{}]{0,200}\}\s*$/.exec(heading)?.[1] ?? '';
      const shown = withoutTags(heading).replace(/\{[^{}]*\}\s*$/, '');
      for (const name of [...waiting, ...names, own]) if (name !== '' && !anchors.has(name)) anchors.set(name, shown);
      waiting = [];
    } else if (names.length > 0 && withoutTags(line).trim() === '') waiting.push(...names);
    else if (line.trim() !== '') waiting = [];
  }
  return anchors;
}

function withoutTags(line: string): string {
  let [rest, at] = ['', 0];
  for (const { from, to } of tagsIn(line)) {
    rest += line.slice(at, from);
    at = to;
  }
  return rest + line.slice(at);
}
