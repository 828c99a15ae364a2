import { fill } from '../i18n/phrase.ts';
import { firstDay } from '../log/date.ts';
import { htmlOf } from '../log/inlineText.ts';
import type { Node, Prose, Resource, Topic } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import { lastChange } from '../log/records.ts';
import { pathsTo, stagesOf } from '../log/stages.ts';
import { innermost, topicPath } from '../log/topicTree.ts';
import type { Href } from '../urls/urls.ts';
import {
  aboutChapter,
  entryChapter,
  libraryChapter,
  stageChapter,
  startDraft,
  titlePage,
  type Chapter,
  type Draft,
  type Outline,
  type ShownPicture,
} from './bookChapters.ts';

/** What a book contains: the whole log, or what it has on a topic or on the path to a resource. */
export type BookSubject =
  | { readonly kind: 'log' }
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'path'; readonly goal: Resource };

/** A book, ready to be packed (`epubFiles()`). */
export interface Book {
  readonly title: string;
  /** The title of the log, if the book is only a part of it. */
  readonly partOf?: string;
  /** One sentence about it. */
  readonly description?: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The names of the authors. */
  readonly authors: readonly string[];
  readonly license?: { readonly name: string; readonly url?: string };
  readonly topics: readonly string[];
  /** The address of the same on the published site. */
  readonly address?: string;
  /** The day of its last change, `YYYY-MM-DD`. */
  readonly changed: string;
  /** The name of the table of contents. */
  readonly contents: string;
  /** In reading order, after the cover and the table of contents. */
  readonly chapters: readonly Chapter[];
  /** The addresses on the site of the pictures that it shows, with their files in the book. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** What a book is about, and what is in it. */
interface Plan extends Pick<Book, 'title' | 'description'> {
  readonly address: Href;
  readonly chapters: readonly Outline[];
  readonly entries: readonly Node[];
}

/** The day of a log without any date. */
const noDay = '1970-01-01';

/**
 * The book of a log, a topic or a path. A log and a topic: what is written, in order, then the resources by topic. A
 * path: its stages, with the notes on each resource. Links to what the book contains stay inside it. Others lead to the
 * published site, or become text if the log has no address. `pictures` are those of the site.
 */
export function makeBook(site: Draft['site'], subject: BookSubject, pictures: readonly ShownPicture[]): Book {
  const { log, urls, wording } = site;
  const draft = startDraft(site, pictures);
  const { title, description, chapters, entries, address } = planOf(draft, subject);
  const days = entries.flatMap((entry) => lastChange(entry) ?? (entry.kind === 'week' ? firstDay(entry.start) : []));
  const changed = days.sort(compareText).at(-1);
  const published = urls.absolute(address);
  const { authors, license, language } = log;
  return {
    title,
    ...(subject.kind !== 'log' && { partOf: log.title }),
    ...(description !== undefined && { description }),
    language,
    direction: wording.direction,
    authors: authors.map(({ name }) => name),
    ...(license && { license }),
    topics: [...new Set(entries.flatMap((entry) => entry.topics.map((topic) => topic.title)))],
    ...(published !== undefined && { address: published }),
    changed: changed ?? noDay,
    contents: wording.words.whole.contents,
    chapters: [...chapters, aboutChapter(draft, published, changed)].map(written),
    pictures: draft.shown,
  };
}

function written({ write, sections = [], ...rest }: Outline): Chapter {
  return { ...rest, sections, content: write().filter((part) => part !== undefined) };
}

function planOf(draft: Draft, subject: BookSubject): Plan {
  if (subject.kind === 'topic') return planTopic(draft, subject.topic);
  return subject.kind === 'path' ? planPath(draft, subject.goal) : planLog(draft);
}

function planLog(draft: Draft): Plan {
  const { log, urls, wording } = draft.site;
  const pages = log.pages.filter(({ place }) => place === undefined);
  return {
    title: log.title,
    ...(log.tagline !== undefined && { description: log.tagline }),
    address: urls.home,
    chapters: [
      titlePage(draft, { title: log.title, lede: htmlOf(log, 'tagline'), isWhole: true }),
      ...log.timeline.map((entry) => entryChapter(draft, entry)),
      ...log.notes.map((note) => entryChapter(draft, note, wording.words.frame.notes)),
      ...pages.map((page) => entryChapter(draft, page)),
      ...planLibrary(draft, log.resources, log.topics),
    ],
    entries: log.nodes,
  };
}

function planTopic(draft: Draft, topic: Topic): Plan {
  const { log, urls, wording } = draft.site;
  const { title, summary } = topic;
  const entries = new Set<Node>([...log.proseOn(topic), ...log.resourcesOn(topic)]);
  const prose = [...log.weeks, ...log.notes, ...log.pages].filter((entry: Prose) => entries.has(entry));
  const resources = log.resources.filter((resource) => entries.has(resource));
  const topics = log.topics.filter((each) => topicPath(each).some(({ id }) => id === topic.id));
  return {
    title,
    description: summary ?? fill(wording.words.lists.topicOf, { topic: title }),
    address: urls.topic(topic),
    chapters: [
      titlePage(draft, { title, lede: htmlOf(topic, 'summary') }),
      ...prose.map((entry) => entryChapter(draft, entry)),
      ...planLibrary(draft, resources, topics),
    ],
    entries: [...prose, ...resources],
  };
}

function planPath(draft: Draft, goal: Resource): Plan {
  const { log, urls, wording } = draft.site;
  const { pathTo, effort } = wording.words.path;
  const { steps, before, whole } = pathsTo(log, goal).usual;
  const { stages } = stagesOf(steps, steps.length);
  const last = stages.at(-1)?.number ?? 0;
  const title = fill(pathTo, { title: goal.title });
  const description = wording.sentences([
    ...(before.resources > 0 ? [wording.count('toReadFirst', before.resources)] : []),
    ...(whole.minutes > 0 ? [fill(effort, { effort: wording.effortRange(whole) })] : []),
  ]);
  const chapters = stages.map(({ number, steps: inStage }) => {
    const resources = inStage.map(({ node }) => node.resource);
    return stageChapter(draft, resources, { number, title: wording.stage(number, last) });
  });
  return {
    title,
    description,
    address: steps.length > 1 ? urls.pathTo(goal) : urls.entry(goal),
    chapters: [titlePage(draft, { title, lede: description }), ...chapters],
    entries: steps.map(({ node }) => node.resource),
  };
}

/** Chapters with the resources, each under the first of its innermost topics. */
function planLibrary(draft: Draft, resources: readonly Resource[], topics: readonly Topic[]): Outline[] {
  const { frame, path } = draft.site.wording.words;
  const ids = new Set(topics.map(({ id }) => id));
  const byTopic = Map.groupBy(resources, (resource) => innermost(resource.topics).find(({ id }) => ids.has(id))?.id);
  if (byTopic.size === 1) return [libraryChapter(draft, resources, { title: frame.library })];
  return [...topics, undefined].flatMap((topic) => {
    const list = byTopic.get(topic?.id);
    const title = topic?.title ?? path.noTopic;
    return list ? [libraryChapter(draft, list, { topic, title, part: frame.library })] : [];
  });
}
