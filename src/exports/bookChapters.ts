import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { fill } from '../i18n/phrase.ts';
import { logKey, type Body } from '../log/entry.ts';
import { hasFragment } from '../log/fragments.ts';
import { htmlOf, listHtmlOf, nameOf } from '../log/inlineText.ts';
import type { Prose, Resource, Topic } from '../log/log.ts';
import type { Site } from '../site.ts';
import { authorAddress, shownAddress, type Href } from '../urls/urls.ts';
import { bookHtml, bookId, decodeFragment } from './bookHtml.ts';

/** A file of a book. */
export interface Chapter {
  readonly file: string;
  readonly title: string;
  /** Its kind (EPUB 3 Structural Semantics Vocabulary 1.1). */
  readonly type: 'titlepage' | 'chapter' | 'bibliography' | 'copyright-page';
  readonly content: readonly ElementContent[];
  /** The sections below it in the table of contents. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** The title above it and the chapters next to it in the table of contents, if they form a part of the book. */
  readonly part?: string;
}

/** A chapter before its text is written, because its links need the places of all entries. */
export interface Outline extends Omit<Chapter, 'content' | 'sections'> {
  readonly sections?: Chapter['sections'];
  readonly write: () => (ElementContent | undefined)[];
}

/** A picture that the site shows: its address, and its file name there. */
export interface ShownPicture {
  readonly href: string;
  readonly name: string;
}

/** A book while its chapters are planned and written. */
export interface Draft {
  readonly site: Pick<Site, 'log' | 'html' | 'urls' | 'wording'>;
  /** Where entries start, by their address on the site. Planning a chapter adds them. */
  readonly places: Map<string, Place>;
  /** The files of pictures in the book, by their address on the site. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Those of them that a chapter shows. Writing a chapter adds them. */
  readonly shown: Map<string, string>;
}

/** The position of an entry in a book. */
interface Place {
  readonly file: string;
  /** The id where it starts; empty for the start of the file. */
  readonly start: string;
  /** What precedes the ids of its body. */
  readonly prefix: string;
  /** The body, if the book has it. */
  readonly body?: Body;
}

export function startDraft(site: Draft['site'], pictures: readonly ShownPicture[]): Draft {
  const files = pictures.map(({ href, name }) => [href, pictureFile(name)] as const);
  return { site, places: new Map(), pictures: new Map(files), shown: new Map() };
}

/** Many reading systems do not show WebP, which therefore becomes JPEG. */
function pictureFile(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot + 1);
  return `pictures/${bookId(name.slice(0, dot))}.${ending === 'webp' ? 'jpg' : ending}`;
}

/** The first chapter: the title, a sentence below it as HTML, the authors, and in the book of a log its introduction. */
export function titlePage(
  draft: Draft,
  { title, lede, isWhole = false }: { readonly title: string; readonly lede: string; readonly isWhole?: boolean },
): Outline {
  const { log, html, urls, wording } = draft.site;
  const names = wording.list(log.authors.map(({ name }) => name));
  const place: Place = { file: 'title.xhtml', start: '', prefix: '', ...(isWhole && { body: log.introduction }) };
  if (isWhole) draft.places.set(urls.home, place);
  return {
    file: place.file,
    title,
    type: 'titlepage',
    write: () => [
      h('header', [
        isWhole ? undefined : h('p', { className: ['kicker'] }, log.title),
        h('h1', isWhole ? put(draft, htmlOf(log, 'title'), place) : title),
        lede === '' ? undefined : h('p', { className: ['lede'] }, put(draft, lede, place)),
        names === '' ? undefined : h('p', { className: ['meta'] }, names),
      ]),
      ...(isWhole ? put(draft, html.get(logKey) ?? '', place) : []),
    ],
  };
}

/** The chapter of a week, note or page. */
export function entryChapter(draft: Draft, entry: Prose, part?: string): Outline {
  const { html, urls, wording } = draft.site;
  const place: Place = { file: `${bookId(entry.key)}.xhtml`, start: '', prefix: '', body: entry.body };
  draft.places.set(urls.entry(entry), place);
  const sections = entry.body.headings.filter(({ depth }) => depth === 2);
  return {
    file: place.file,
    title: wording.entryName(entry),
    type: 'chapter',
    sections: sections.map(({ id, text }) => ({ id: bookId(id), title: text })),
    ...(part !== undefined && { part }),
    write: () => [
      h('header', [
        ofInterface(draft, 'kicker', wording.kicker(entry)),
        h('h1', put(draft, htmlOf(entry, 'title'), place)),
        ofInterface(draft, 'meta', dateOf(draft, entry)),
      ]),
      ...(entry.body.isEmpty
        ? [ofInterface(draft, 'meta', wording.words.article.empty)]
        : put(draft, html.get(entry.key) ?? '', place)),
    ],
  };
}

function dateOf({ site: { wording } }: Draft, entry: Prose): string {
  if (entry.kind === 'week') return wording.hasNumbers ? wording.stretch(entry) : '';
  return entry.kind === 'note' && entry.added ? wording.date(entry.added) : '';
}

/** The chapter with the resources on a topic, or on none, as an annotated bibliography. */
export function libraryChapter(
  draft: Draft,
  resources: readonly Resource[],
  { topic, ...named }: { readonly topic?: Topic | undefined; readonly title: string; readonly part?: string },
): Outline {
  const place: Place = { file: `${bookId(topic ? `library/${topic.id}` : 'library')}.xhtml`, start: '', prefix: '' };
  for (const { key } of resources) draft.places.set(draft.site.urls.entry(key), { ...place, start: bookId(key) });
  return {
    ...named,
    file: place.file,
    type: 'bibliography',
    write: () => [
      h('header', [
        ofInterface(draft, 'kicker', named.part ?? ''),
        h('h1', topic ? put(draft, htmlOf(topic, 'title'), place) : named.title),
        topic?.summary === undefined
          ? undefined
          : h('p', { className: ['lede'] }, put(draft, htmlOf(topic, 'summary'), place)),
      ]),
      h(
        'ul',
        { className: ['library'] },
        resources.map((resource) =>
          h('li', { id: bookId(resource.key) }, [
            h('p', [h('strong', put(draft, listHtmlOf(resource, 'title'), place))]),
            ...facts(draft, resource, place),
          ]),
        ),
      ),
    ],
  };
}

/** The chapter of a stage of a path: its resources, with the notes on each. */
export function stageChapter(
  draft: Draft,
  resources: readonly Resource[],
  { number, title }: { readonly number: number; readonly title: string },
): Outline {
  const file = `stage-${number}.xhtml`;
  const { html, urls } = draft.site;
  const steps = resources.map((resource) => {
    const { key, body } = resource;
    const place: Place = { file, start: bookId(key), prefix: `${key}/`, body };
    draft.places.set(urls.entry(key), place);
    return { resource, place };
  });
  return {
    file,
    title,
    type: 'chapter',
    sections: steps.map(({ resource, place }) => ({ id: place.start, title: nameOf(resource) })),
    write: () => [
      h('header', [h('h1', draft.site.wording.ofWords, title)]),
      ...steps.map(({ resource, place }) =>
        h('section', { id: place.start, className: ['step'] }, [
          h('h2', put(draft, htmlOf(resource, 'title'), place)),
          ...requirements(draft, resource),
          ...facts(draft, resource, place),
          ...put(draft, html.get(resource.key) ?? '', place, 1),
        ]),
      ),
    ],
  };
}

/** What to study before a resource, and why. */
function requirements(draft: Draft, resource: Resource): (ElementContent | undefined)[] {
  const { log, wording } = draft.site;
  return log.prerequisitesOf(resource).map(({ resource: first, or, reason = '' }) => {
    const choices = wording.either([first, ...or]).map((part) => ('item' in part ? nameOf(part.item) : part.text));
    const what = choices.join('');
    const phrase = reason === '' ? wording.words.path.after : wording.afterBecause(what);
    return ofInterface(draft, 'meta', fill(phrase, { what, reason }));
  });
}

/** The facts about a resource, its verdict or summary, and its address. */
function facts(draft: Draft, resource: Resource, place: Place): (ElementContent | undefined)[] {
  const { words, ...wording } = draft.site.wording;
  const { type, level, access, isbn, best, url, verdict, summary } = resource;
  const texts = [
    words.types[type].one,
    ...wording.shortFacts(resource),
    level && words.levels[level],
    access && access !== 'free' ? words.accesses[access] : undefined,
    isbn && `ISBN ${isbn}`,
    best.length > 0 ? fill(words.resource.bestOn, { what: wording.list(best) }) : undefined,
  ];
  const field = verdict === undefined ? 'summary' : 'verdict';
  return [
    ofInterface(draft, 'meta', texts.filter((text) => text !== undefined).join(' · ')),
    (verdict ?? summary) === undefined ? undefined : h('p', put(draft, listHtmlOf(resource, field), place)),
    url === undefined ? undefined : h('p', { className: ['address'] }, outside({ name: shownAddress(url), url })),
  ];
}

/** The last chapter: who keeps the log, its licence, its address, and the day of the last change (`YYYY-MM-DD`). */
export function aboutChapter(draft: Draft, address: string | undefined, changed: string | undefined): Outline {
  const { log, wording } = draft.site;
  const { frame, article } = wording.words;
  const authors = log.authors.flatMap((author, index): ElementContent[] => [
    ...(index > 0 ? [{ type: 'text', value: wording.list(['', '']) } as const] : []),
    outside({ name: author.name, url: authorAddress(author) }),
  ]);
  const date = changed === undefined ? '' : wording.date({ iso: changed, about: false });
  return {
    file: 'about.xhtml',
    title: frame.about,
    type: 'copyright-page',
    write: () => [
      h('header', [h('h1', wording.ofWords, frame.about)]),
      log.authors.length === 0 ? undefined : h('p', wording.ofWords, aroundNames(frame.keptBy, authors)),
      log.license && h('p', [outside(log.license)]),
      address === undefined ? undefined : h('p', [outside({ name: shownAddress(address), url: address })]),
      ofInterface(draft, undefined, date === '' ? '' : fill(article.updated, { updated: date })),
      ...log.credits.map(({ text, url }) => h('p', [outside({ name: text, url })])),
      ofInterface(draft, undefined, log.madeWith ? fill(frame.madeWith, { name: 'Learnlog' }) : ''),
    ],
  };
}

/** A phrase with something in place of `{name}`. */
function aroundNames(phrase: string, names: readonly ElementContent[]): ElementContent[] {
  const [before = '', after = ''] = phrase.split('{name}');
  return [{ type: 'text', value: before }, ...names, { type: 'text', value: after }];
}

/** A paragraph in the language of the interface; undefined without text. */
function ofInterface({ site }: Draft, className: string | undefined, text: string): ElementContent | undefined {
  return text === '' ? undefined : h('p', { className, ...site.wording.ofWords }, text);
}

/** A name with a link on the web, if it has one. */
function outside({ name, url }: { readonly name: string; readonly url?: string | undefined }): ElementContent {
  const address = url === undefined ? undefined : webAddress(url);
  return address === undefined ? { type: 'text', value: name } : h('a', { href: address }, name);
}

/** Puts rendered HTML into a chapter. */
function put(draft: Draft, html: string, place: Place, lowerBy = 0): ElementContent[] {
  return bookHtml(html, {
    prefix: place.prefix,
    lowerBy,
    footnotes: draft.site.wording.words.article.footnotes,
    link: (address) => findTarget(draft, address, place),
    picture: (address) => {
      const file = draft.pictures.get(address);
      if (file !== undefined) draft.shown.set(address, file);
      return file;
    },
  });
}

/** The target of a link: in the book, or else on the web; undefined if the log is on no site that has it. */
function findTarget({ site, places }: Draft, address: string, from: Place): string | undefined {
  const [path = '', fragment = ''] = address.split(/#(.*)/s);
  const place = path === '' ? from : places.get(path);
  const inside = place && addressIn(place, decodeFragment(fragment));
  if (inside !== undefined) return inside;
  if (/^(?:https?|mailto):/i.test(address)) return webAddress(address);
  return site.urls.absolute(address as Href) ?? (place && addressIn(place, ''));
}

/** The address of a place, or of a fragment of its body, in the book; undefined if it is not in the book. */
function addressIn({ file, start, prefix, body }: Place, fragment: string): string | undefined {
  if (fragment === '') return start === '' ? file : `${file}#${start}`;
  return body && hasFragment(body, fragment) ? `${file}#${bookId(prefix + fragment)}` : undefined;
}

function webAddress(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).href : undefined;
}
