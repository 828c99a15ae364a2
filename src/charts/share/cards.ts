import { groupedBars } from '../groupedBars.ts';
import { shortFormat } from '../formatAmount.ts';
import { showsHours } from '../hasCharts.ts';
import { weekBars, type Unit, type WeekBar, type WeekPart } from '../weekBars.ts';
import { countOf } from '../../log/counts.ts';
import { firstDay, lastDay } from '../../log/date.ts';
import { libraryFacets } from '../../log/facets.ts';
import { deadEndsOf } from '../../log/findings.ts';
import { levels } from '../../log/level.ts';
import type { Log, Note, Page, Resource, Topic, Week } from '../../log/log.ts';
import type { ResourceType } from '../../log/schema.ts';
import { innermost } from '../../log/topicTree.ts';
import { fill } from '../../i18n/phrase.ts';
import { readingMinutes } from '../../i18n/wording.ts';
import type { Site } from '../../site.ts';
import type { Href } from '../../urls/urls.ts';
import type { TokenColours } from './palette.ts';

/** The size of a picture in pixels, as other sites want it. */
export const pictureSize = { width: 1200, height: 630 } as const;

/** All that a share picture shows. */
export interface Card {
  /** The language of the log, as a BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The title of the log; missing on the picture of the log itself. */
  readonly log?: string;
  /** What the page is, in a few words; the first is emphasised. */
  readonly kicker: readonly string[];
  readonly title: string;
  /** Who made what the page is about. */
  readonly byline?: string;
  /** A sentence below the title. */
  readonly lede?: string;
  /** Whether `lede` is a verdict. */
  readonly isVerdict?: true;
  readonly mark?: Mark;
  /** How many of the three dots of the level are filled. */
  readonly level?: number;
  /** The subjects for which it is the best. */
  readonly best?: string;
  readonly facts: readonly string[];
  /** The owner’s colours. */
  readonly colours?: TokenColours;
}

/** The drawing on a picture. `colour` is a token without `--`. */
export type Mark =
  | { readonly kind: 'dots'; readonly dots: readonly Dot[]; readonly legend: readonly Named[] }
  | { readonly kind: 'bar'; readonly parts: readonly Amount[]; readonly legend: readonly Named[] }
  | { readonly kind: 'bars'; readonly bars: readonly (readonly Amount[])[] }
  | { readonly kind: 'steps'; readonly steps: number }
  | { readonly kind: 'topics'; readonly legend: readonly Named[] };

interface Dot {
  readonly colour: string;
}

interface Amount extends Dot {
  readonly amount: number;
}

/** A colour and its meaning. */
interface Named extends Dot {
  readonly name: string;
}

/** The inputs of the pictures: the parts of a site that they show. */
export type CardSource = Pick<Site, 'log' | 'urls' | 'wording' | 'hasCharts'>;

/** More would not fit side by side. */
const mostDots = 28;
const mostMonths = 40;

/** Makes a picture when it is asked for: there are thousands, and a page shows one. */
export type Cards = ReadonlyMap<Href, () => Card>;

/** The pictures of the pages of entries and of the paths to resources, by the address of the page. */
export function entryCards(site: CardSource, colours?: TokenColours): Cards {
  const { log, urls } = site;
  let chart: WeekChart | undefined;
  const ofWeeks = () => (chart ??= chartOf(log));
  return cardsFrom(site, colours, [
    ...log.weeks.map((week) => [urls.entry(week), () => ofWeek(site, week, ofWeeks())] as const),
    ...[...log.notes, ...log.pages].map((entry) => [urls.entry(entry), () => ofProse(site, entry)] as const),
    ...log.resources.map((resource) => [urls.entry(resource), () => ofResource(site, resource)] as const),
    ...log.withPath.map((resource) => [urls.pathTo(resource), () => ofPath(site, resource)] as const),
  ]);
}

/** The pictures of the home page and of the lists, by the address of the page. Other pages of a list have that of the first. */
export function listCards(site: CardSource, colours?: TokenColours): Cards {
  return cardsFrom(site, colours, [[site.urls.home, () => ofLog(site)], ...listContents(site)]);
}

type MakeContent = readonly [Href, () => Content];

function cardsFrom(
  { log, wording }: CardSource,
  colours: TokenColours | undefined,
  contents: readonly MakeContent[],
): Cards {
  const shared: Omit<Card, keyof Content> = {
    language: log.language,
    direction: wording.direction,
    ...(colours && { colours }),
  };
  return new Map(contents.map(([href, make]) => [href, () => ({ ...shared, ...make() })]));
}

/** The chart of time by week, with its bars by week. */
interface WeekChart {
  readonly unit?: Unit;
  readonly bars: ReadonlyMap<Week, WeekBar>;
}

function chartOf(log: Log): WeekChart {
  const chart = weekBars(log);
  return { ...(chart && { unit: chart.unit }), bars: new Map(chart?.bars.map((bar) => [bar.week, bar])) };
}

type Content = Omit<Card, 'language' | 'direction' | 'colours'>;

function ofLog({ log, wording }: CardSource): Content {
  const [first, last] = [log.weeks[0], log.weeks.at(-1)];
  const { home } = wording.words;
  const { tagline } = log;
  const names = wording.list(log.authors.map(({ name }) => name));
  const mark = barsOf(log);
  return {
    kicker: [
      names === '' ? home.kicker : fill(home.kickerBy, { name: names }),
      ...(first && last ? [wording.longMonths(firstDay(first.start), lastDay(last.end ?? last.start))] : []),
    ],
    title: log.title,
    ...(tagline !== undefined && { lede: tagline }),
    ...(mark && { mark }),
    facts: countsOf(log, wording),
  };
}

function countsOf(log: Log, wording: Site['wording']): readonly string[] {
  const counts = [
    ['weeks', log.weeks.length],
    ['notes', log.notes.length],
    ['resources', countOf(log, log.resources)],
  ] as const;
  return counts.filter(([, number]) => number > 0).map(([noun, number]) => wording.count(noun, number));
}

function barsOf(log: Log): Mark | undefined {
  const chart = groupedBars(log, mostMonths);
  if (!chart || chart.bars.length < 2) return undefined;
  return { kind: 'bars', bars: chart.bars.map(({ parts }) => parts.map(toAmount)) };
}

function ofWeek({ log, wording }: CardSource, week: Week, { unit, bars }: WeekChart): Content {
  const bar = bars.get(week);
  const met = bar && unit === 'resources' ? [wording.count('resources', bar.total.amount)] : [];
  const spent = bar && unit === 'minutes' && bar.total.amount > 0 ? [shortFormat(unit, wording)(bar.total)] : [];
  return {
    log: log.title,
    kicker: [wording.kicker(week), ...(wording.hasNumbers ? [wording.stretch(week)] : [])],
    title: week.title,
    ...(week.summary !== undefined && { lede: week.summary }),
    ...(bar && bar.parts.length > 0 && unit ? { mark: ofBar(bar, unit, wording) } : topicsMark(week.topics)),
    facts: [...met, ...spent, ...minutesToRead(week, wording)],
  };
}

function ofBar({ parts, total }: WeekBar, unit: Unit, wording: Site['wording']): Mark {
  const short = shortFormat(unit, wording);
  const legend = parts.flatMap((part) =>
    part.topic ? [{ colour: colourOf(part.topic), name: wording.facts([part.topic.title, short(part)]) }] : [],
  );
  const amounts = parts.map(toAmount);
  if (unit === 'minutes' || total.amount > mostDots) return { kind: 'bar', parts: amounts, legend };
  const dots = amounts.flatMap(({ colour, amount }) => Array.from({ length: amount }, () => ({ colour })));
  return { kind: 'dots', dots, legend };
}

function ofProse({ log, wording }: CardSource, entry: Note | Page): Content {
  const { summary } = entry;
  return {
    log: log.title,
    kicker: [wording.kicker(entry), ...(entry.kind === 'note' && entry.added ? [wording.date(entry.added)] : [])],
    title: entry.title,
    ...(summary !== undefined && { lede: summary }),
    ...topicsMark(entry.topics),
    facts: minutesToRead(entry, wording),
  };
}

function ofResource({ log, wording }: CardSource, resource: Resource): Content {
  const { verdict, summary, level, best, length, published } = resource;
  const lede = verdict ?? summary;
  const byline = wording.makers(resource);
  return {
    log: log.title,
    kicker: [wording.kicker(resource), ...(published ? [published.iso.slice(0, 4)] : [])],
    title: resource.title,
    ...(byline !== '' && { byline }),
    ...(lede !== undefined && { lede }),
    ...(verdict !== undefined && { isVerdict: true }),
    ...(level && { level: levels.indexOf(level) + 1 }),
    ...(best.length > 0 && { best: fill(wording.words.resource.best, { what: wording.list(best) }) }),
    facts: [...(level ? [wording.words.levels[level]] : []), ...(length ? [wording.length(length)] : [])],
  };
}

function ofPath({ log, wording }: CardSource, goal: Resource): Content {
  const { path, frame } = wording.words;
  const before = log.beforehand(goal);
  const steps = before.resources + 1;
  return {
    log: log.title,
    kicker: [frame.path],
    title: fill(path.pathTo, { title: goal.title }),
    mark: { kind: 'steps', steps },
    facts: [wording.count('steps', steps)],
  };
}

/** The lists of a log: the library, its facets, notes and so on, as far as it has them. */
function listContents(site: CardSource): MakeContent[] {
  const { log, urls, wording, hasCharts } = site;
  const { frame, charts, deadEnds, home } = wording.words;
  const mark = barsOf(log);
  const facts = countsOf(log, wording);
  const list = (href: Href, title: string): MakeContent => [
    href,
    () => ({ log: log.title, kicker: [home.kicker], title, ...(mark && { mark }), facts }),
  ];
  const hasDeadEnds = Object.values(deadEndsOf(log)).some((found) => found.length > 0);
  return [
    ...(log.resources.length > 0 ? [list(urls.library, frame.library), list(urls.table, frame.library)] : []),
    ...(log.notes.length > 0 ? [list(urls.notes, frame.notes)] : []),
    ...(log.topics.length > 0 ? [list(urls.topics, frame.topics)] : []),
    ...(log.pages.filter(({ place }) => place === undefined).length > log.menuPages.length
      ? [list(urls.pages, frame.pages)]
      : []),
    ...(log.withPath.length > 0 ? [list(urls.paths, frame.path)] : []),
    ...(hasDeadEnds ? [list(urls.deadEnds, deadEnds.title)] : []),
    ...(hasCharts ? [list(urls.charts, showsHours(log) ? charts.time : charts.name)] : []),
    list(urls.whole, frame.whole),
    list(urls.search, frame.search),
    ...log.topics.map((topic) => [urls.topic(topic), () => ofTopic(site, topic)] as const),
    ...libraryFacets
      .filter((facet) => facet !== 'topic')
      .flatMap((facet) => log.facetValues(facet).map(({ value, resources }) => ({ facet, value, resources })))
      .map(
        ({ facet, value, resources }): MakeContent => [
          urls.facet(facet, value),
          () => ({
            log: log.title,
            kicker: [frame.library],
            title:
              facet === 'type' ? wording.words.types[value as ResourceType].many : wording.valueName(log, facet, value),
            facts: [wording.count('resources', resources.length)],
          }),
        ],
      ),
  ];
}

function ofTopic({ log, wording }: CardSource, topic: Topic): Content {
  const { title, summary, parent } = topic;
  const resources = log.resourcesOn(topic).length;
  const notes = log.proseOn(topic).filter(({ kind }) => kind === 'note').length;
  const inside = log.topicsIn(topic);
  return {
    log: log.title,
    kicker: [wording.words.frame.topics, ...(parent ? [parent.title] : [])],
    title,
    ...(summary !== undefined && { lede: summary }),
    ...topicsMark(inside.length > 0 ? inside : [topic]),
    facts: [
      ...(resources > 0 ? [wording.count('resources', resources)] : []),
      ...(notes > 0 ? [wording.count('notes', notes)] : []),
    ],
  };
}

function topicsMark(topics: readonly Topic[]): { readonly mark?: Mark } {
  const legend = innermost(topics).map((topic) => ({ colour: colourOf(topic), name: topic.title }));
  return legend.length === 0 ? {} : { mark: { kind: 'topics', legend } };
}

function minutesToRead({ body }: Week | Note | Page, wording: Site['wording']): readonly string[] {
  return body.isEmpty ? [] : [wording.count('minutesToRead', readingMinutes(body.words))];
}

function toAmount({ topic, amount }: WeekPart): Amount {
  return { colour: topic ? colourOf(topic) : 'control', amount };
}

function colourOf({ number }: Topic): string {
  return `topic-${((number - 1) % 8) + 1}`;
}
