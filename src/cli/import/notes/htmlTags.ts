/** A tag or comment in HTML, by offsets. */
export interface Tag {
  readonly from: number;
  readonly to: number;
  /** In lower case; empty for a comment. */
  readonly name: string;
  /** As written. */
  readonly written: string;
  readonly isEnd: boolean;
  /** Names in lower case, and values without quotes. */
  readonly attributes: ReadonlyMap<string, string>;
}

const nameForm = /[A-Za-z][\w:.-]*/y;
const attributeForm = /[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/y;

/** The tags in HTML, in order. */
export function tagsIn(html: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end < 0) return tags;
      tags.push({ from: at, to: end + 3, name: '', written: '', isEnd: false, attributes: new Map() });
      at = end + 3;
      continue;
    }
    const isEnd = html[at + 1] === '/';
    nameForm.lastIndex = at + (isEnd ? 2 : 1);
    const [written] = nameForm.exec(html) ?? [];
    if (written === undefined) {
      at += 1;
      continue;
    }
    const attributes = new Map<string, string>();
    let next = nameForm.lastIndex;
    for (attributeForm.lastIndex = next; ; ) {
      const found = attributeForm.exec(html);
      if (!found) break;
      const [, key = '', double, single, bare = ''] = found;
      attributes.set(key.toLowerCase(), double ?? single ?? bare);
      next = attributeForm.lastIndex;
    }
    const close = html.indexOf('>', next);
    if (close < 0) return tags;
    tags.push({ from: at, to: close + 1, name: written.toLowerCase(), written, isEnd, attributes });
    at = close + 1;
  }
  return tags;
}
