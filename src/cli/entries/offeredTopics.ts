import { listedTopics, titleFromName, topicsByLowerCase, withFolderTopics } from '../../log/folderTopics.ts';
import type { KnownLog } from './newEntry.ts';

/** A topic of a log. */
export interface OfferedTopic {
  readonly id: string;
  readonly title: string;
  /** Whether the resource names it. */
  readonly isNamed: boolean;
}

/**
 * The topics of a log, starting with those that some texts about a resource name: with all words of the topic's title
 * or id, in any order. So not every text on learning names “Reinforcement learning”.
 */
export function offeredTopics({ entries }: KnownLog, texts: readonly string[]): readonly OfferedTopic[] {
  const listed = listedTopics(entries);
  const said = new Set(texts.flatMap(wordsOf));
  const topics = [...topicsByLowerCase(withFolderTopics(entries)).values()].map((id) => {
    const title = listed[id]?.title ?? titleFromName(id);
    const isNamed = [title, titleFromName(id)].some((name) => {
      const words = wordsOf(name);
      return words.length > 0 && words.every((word) => said.has(word));
    });
    return { id, title, isNamed };
  });
  return [...topics.filter(({ isNamed }) => isNamed), ...topics.filter(({ isNamed }) => !isNamed)];
}

/** Words that say nothing about a topic. */
const smallWords = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'the', 'to', 'with', 'und', 'et', 'de', 'y']);

/** The words of a text in lower case. English plurals count as singulars, because a topic may have either. */
function wordsOf(text: string): readonly string[] {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  return Array.from(words.segment(text.normalize('NFKC').toLowerCase().slice(0, 20_000)))
    .filter(({ isWordLike, segment }) => isWordLike && !smallWords.has(segment))
    .map(({ segment }) =>
      /^[a-z]{4,}s$/.test(segment) && !/(?:ss|us|is)$/.test(segment) ? segment.slice(0, -1) : segment,
    );
}
