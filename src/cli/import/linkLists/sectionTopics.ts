import { topicIdFrom } from '../topics.ts';

/** Topics made from the headings of a list, nested as they are. */
export interface SectionTopics {
  /** The id of the topic of a section with these headings, outermost first; undefined if there are none. */
  readonly add: (headings: readonly string[]) => string | undefined;
  readonly titles: Readonly<Record<string, string>>;
  /** The ids of the parents of topics. */
  readonly parents: Readonly<Record<string, string>>;
}

/**
 * Collects topics. If two have the same name, such as “Books” in each part of a list, later ones are named after their
 * parent as well.
 */
export function sectionTopics(): SectionTopics {
  const ids = new Map<string, string>();
  const titles: Record<string, string> = {};
  const parents: Record<string, string> = {};
  const add = (headings: readonly string[]): string | undefined => {
    const name = headings.at(-1);
    if (name === undefined) return undefined;
    const key = JSON.stringify(headings);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const parent = add(headings.slice(0, -1));
    const own = topicIdFrom(name);
    if (own === undefined) return parent;
    const isTaken = Object.hasOwn(titles, own);
    const around = parent === undefined ? undefined : titles[parent];
    let title = isTaken && around !== undefined ? `${around}: ${name}` : name;
    let id = topicIdFrom(title) ?? own;
    for (let number = 2; Object.hasOwn(titles, id); number += 1) {
      title = `${name} ${number}`;
      id = topicIdFrom(title) ?? `${own}-${number}`;
    }
    ids.set(key, id);
    titles[id] = title;
    if (parent !== undefined) parents[id] = parent;
    return id;
  };
  return { add, titles, parents };
}
