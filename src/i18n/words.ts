import type { Facet, LengthBand } from '../log/facets.ts';
import type { KnownFault } from '../log/knownFile.ts';
import type { Level } from '../log/level.ts';
import type { ResourceType, Status } from '../log/schema.ts';
import type { EffortWords } from './effortWording.ts';
import type { Counted } from './phrase.ts';

/** Every word of the site that no author wrote. `{…}` stands for what is put in. */
export interface Words {
  /** One and many of each type, and what the reader is asked to do with it. */
  readonly types: Readonly<
    Record<ResourceType, { readonly one: string; readonly many: string; readonly verb: string }>
  >;
  readonly levels: Readonly<Record<Level, string>>;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly facets: Readonly<Record<Facet, string>>;
  readonly lengths: Readonly<Record<LengthBand, string>>;
  readonly accesses: Readonly<Record<'free' | 'registration' | 'paid', string>>;
  readonly callouts: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>;
  readonly numbers: Readonly<
    Record<
      | 'resources'
      | 'pages'
      | 'days'
      | 'weeks'
      | 'papers'
      | 'hoursLogged'
      | 'minutesToRead'
      | 'problems'
      | 'weeksOver'
      | 'papersUndated'
      | 'steps'
      | 'toReadFirst'
      | 'unknownLengths'
      | 'earlierSteps'
      | 'parts'
      | 'withoutPath'
      | 'moreInDrawing',
      Counted
    >
  >;
  readonly time: Readonly<Record<'hours' | 'minutes' | 'about' | 'aboutShort' | 'since' | 'asOf', string>>;
  readonly names: Readonly<
    Record<'author' | 'etAl' | 'both' | 'andOthers' | 'week' | 'weekOf' | 'weekTitled' | 'before' | 'after', string>
  >;
  /** One and many of each kind of entry. */
  readonly kinds: Readonly<Record<'week' | 'page', { readonly one: string; readonly many: string }>>;
  /** The frame around every page. */
  readonly frame: Readonly<
    Record<
      | 'skip'
      | 'site'
      | 'timeline'
      | 'library'
      | 'path'
      | 'topics'
      | 'search'
      | 'theme'
      | 'about'
      | 'keptBy'
      | 'atomFeed'
      | 'jsonFeed'
      | 'whole'
      | 'propose'
      | 'suggest'
      | 'keys',
      string
    >
  >;
  /** Weeks and pages. */
  readonly article: Readonly<
    Record<
      | 'planned'
      | 'rough'
      | 'empty'
      | 'contents'
      | 'previous'
      | 'next'
      | 'footnotes'
      | 'backToText'
      | 'headingLink'
      | 'added'
      | 'updated'
      | 'addedAndUpdated'
      | 'equationLink',
      string
    >
  >;
  readonly resource: Readonly<
    Record<
      | 'at'
      | 'empty'
      | 'side'
      | 'readFirst'
      | 'or'
      | 'leadsTo'
      | 'wayHere'
      | 'mentions'
      | 'partOf'
      | 'parts'
      | 'about'
      | 'published'
      | 'length'
      | 'status'
      | 'because'
      | 'time'
      | 'access'
      | 'level'
      | 'archive'
      | 'archivedCopy'
      | 'archivedAt'
      | 'original'
      | 'dead'
      | 'link'
      | 'lastChecked'
      | 'metIn'
      | 'topics'
      | 'best'
      | 'bestOn'
      | 'typed'
      | 'cite',
      string
    >
  >;
  /** The library and other lists. */
  readonly lists: Readonly<
    Record<
      | 'searchLibrary'
      | 'filters'
      | 'lists'
      | 'inOrderMet'
      | 'bestFirst'
      | 'clear'
      | 'noMatch'
      | 'all'
      | 'empty'
      | 'view'
      | 'list'
      | 'table'
      | 'title'
      | 'who'
      | 'sheets'
      | 'sheet'
      | 'sheetOf'
      | 'previousSheet'
      | 'nextSheet'
      | 'sort'
      | 'newest'
      | 'oldest'
      | 'shortest'
      | 'longest'
      | 'byTitle'
      | 'byAuthor'
      | 'moreFilters'
      | 'export'
      | 'graph'
      | 'missing'
      | 'libraryOf'
      | 'tableOf'
      | 'valueOf'
      | 'topicsOf'
      | 'topicOf'
      | 'typeOf'
      | 'topicsLede',
      string
    >
  >;
  readonly charts: Readonly<
    Record<
      | 'name'
      | 'time'
      | 'weeks'
      | 'all'
      | 'pageOf'
      | 'timeLede'
      | 'countLede'
      | 'table'
      | 'byTopic'
      | 'topicWeek'
      | 'plan'
      | 'papersByYear'
      | 'dayByDay'
      | 'noTopic'
      | 'noPlan'
      | 'week'
      | 'total'
      | 'planned'
      | 'spent'
      | 'ofPlan'
      | 'year'
      | 'years'
      | 'papers'
      | 'day'
      | 'timeOn'
      | 'finished'
      | 'upTo'
      | 'inWeek'
      | 'finishedOnly'
      | 'part'
      | 'weeksTold'
      | 'weeksTopic'
      | 'weeksFullest'
      | 'sessionsNote'
      | 'metNote'
      | 'outside'
      | 'planTold'
      | 'papersTold'
      | 'papersMost'
      | 'sessionsTold'
      | 'sessionsOneDay'
      | 'finishedTold'
      | 'finishedOneDay'
      | 'daysMost'
      | 'loose',
      string
    >
  >;
  /** The way to a resource, and the list of all ways. */
  readonly path: Readonly<
    Record<
      | 'wayTo'
      | 'wayOf'
      | 'effort'
      | 'effortWithUnknown'
      | 'effortLeft'
      | 'start'
      | 'second'
      | 'third'
      | 'stage'
      | 'last'
      | 'goal'
      | 'after'
      | 'because'
      | 'becauseApart'
      | 'lede'
      | 'pathsOf'
      | 'noTopic'
      | 'around'
      | 'tick'
      | 'free'
      | 'replaced'
      | 'missing',
      string
    >
  >;
  /** The plan by weeks on the way to a resource. */
  readonly plan: Readonly<Record<'open' | 'title' | 'day' | 'hours' | 'print' | 'save', string>>;
  /** What a reader knows, kept in their browser. */
  readonly progress: Readonly<
    Record<'title' | 'lede' | 'known' | 'ready' | 'save' | 'load' | 'forget' | 'undo', string>
  >;
  /** The whole log on one page. */
  readonly whole: Readonly<Record<'contents' | 'of' | 'resources' | 'resourcesLede', string>>;
  readonly pages: Readonly<
    Record<
      'howToSearch' | 'notFound' | 'notFoundLede' | 'notFoundWays' | 'searchOf' | 'needsScript' | 'withoutScript',
      string
    >
  >;
  /** What may be typed into the search, and what it finds. */
  readonly howToSearch: readonly (readonly [typed: string, finds: string])[];
  /** What scripts say in the browser. */
  readonly client: ClientWords;
  /** What scripts say of a reader's progress. */
  readonly clientProgress: ProgressWords;
}

/** The words that scripts need; they are built into the scripts. */
export interface ClientWords {
  readonly language: string;
  /** The kinds of entries that search tells apart, in the order in which it offers them. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly pages: Counted;
  readonly resources: Counted;
  readonly resourcesOf: Counted;
  /** The names of facets, by which a search may narrow down. */
  readonly facets: Readonly<Record<Facet | 'author', string>>;
  readonly search: Readonly<
    Record<
      | 'title'
      | 'field'
      | 'types'
      | 'results'
      | 'all'
      | 'section'
      | 'close'
      | 'closeKey'
      | 'none'
      | 'failed'
      | 'missing'
      | 'quoted'
      | 'instead'
      | 'meant'
      | 'more'
      | 'recent'
      | 'forget'
      | 'forgetAll'
      | 'try'
      | 'how'
      | 'small',
      string
    >
  >;
  readonly recentSearches: Counted;
  /** What keys do in the search: `{keys}` are the keys. */
  readonly searchKeys: Readonly<Record<'move' | 'open' | 'newTab' | 'forget', string>>;
  /** The bar on a page that was found. */
  readonly marks: Readonly<Record<'bar' | 'next' | 'previous' | 'clear' | 'at' | 'cleared', string>>;
  readonly marked: Counted;
  readonly firstShown: string;
  /** The library as it is narrowed down. */
  readonly library: Readonly<Record<'more' | 'met' | 'best' | 'without' | 'selection' | 'know', string>>;
  readonly theme: Readonly<Record<'label' | 'system' | 'light' | 'dark', string>>;
  /** What each key does, and the window that says so. */
  readonly keys: Readonly<
    Record<'next' | 'previous' | 'timeline' | 'search' | 'help' | 'title' | 'close' | 'switch' | 'reason', string>
  >;
  readonly anchor: Readonly<Record<'copied', string>>;
  readonly code: Readonly<Record<'copy' | 'copied' | 'refused' | 'wrap' | 'line', string>>;
  readonly note: Readonly<Record<'close', string>>;
  readonly preview: Readonly<Record<'title' | 'open' | 'newTab' | 'close', string>>;
  readonly figure: Readonly<Record<'enlarge' | 'enlarged' | 'close', string>>;
  /** A number of weeks, and the units of time. */
  readonly weeks: Counted;
  readonly time: Readonly<Record<'hours' | 'minutes' | 'about', string>>;
  /** The plan by weeks. */
  readonly plan: Readonly<
    Record<
      'week' | 'until' | 'begun' | 'goesOn' | 'guessed' | 'wrongDay' | 'wrongHours' | 'tooLong' | 'nothing' | 'event',
      string
    >
  >;
}

/** The words for what a reader knows, which are built into the scripts that are loaded when they tick something. */
export interface ProgressWords {
  readonly language: string;
  readonly effort: EffortWords;
  /** How far somebody is: `3 of 9 · about 14 h left`. */
  readonly of: string;
  readonly nothingLeft: string;
  readonly ready: string;
  readonly needless: string;
  readonly opens: Counted;
  readonly stepsBefore: Counted;
  readonly known: Counted;
  readonly added: Counted;
  readonly save: string;
  /** What is said where something could not be kept. */
  readonly keeping: Readonly<Record<'unkept' | 'setAside', string>>;
  readonly forgotten: string;
  readonly restored: string;
  /** What is wrong with a file. */
  readonly faults: Readonly<Record<KnownFault | 'tooLarge', string>>;
}

/** A table of words without what is made from the rest of it. */
type Written = Omit<Words, 'client' | 'clientProgress'> & {
  readonly client: Omit<ClientWords, 'language' | 'kinds' | 'pages' | 'resources' | 'facets' | 'weeks' | 'time'>;
  readonly clientProgress: Omit<ProgressWords, 'language' | 'effort' | 'save'>;
};

const english: Written = {
  types: {
    paper: { one: 'Paper', many: 'Papers', verb: 'Read' },
    video: { one: 'Video', many: 'Videos', verb: 'Watch' },
    lecture: { one: 'Lecture', many: 'Lectures', verb: 'Watch' },
    course: { one: 'Course', many: 'Courses', verb: 'Open' },
    article: { one: 'Article', many: 'Articles', verb: 'Read' },
    book: { one: 'Book', many: 'Books', verb: 'Open' },
    code: { one: 'Code', many: 'Code', verb: 'Open' },
    thread: { one: 'Thread', many: 'Threads', verb: 'Read' },
    reference: { one: 'Reference', many: 'References', verb: 'Open' },
    podcast: { one: 'Podcast', many: 'Podcasts', verb: 'Listen' },
    tool: { one: 'Tool', many: 'Tools', verb: 'Open' },
  },
  levels: { introductory: 'Introductory', intermediate: 'Intermediate', advanced: 'Advanced' },
  statuses: {
    finished: 'Finished',
    reading: 'Reading',
    skimmed: 'Skimmed',
    abandoned: 'Abandoned',
    queued: 'Queued',
  },
  facets: {
    type: 'Type',
    topic: 'Topic',
    level: 'Level',
    status: 'Status',
    year: 'Year',
    length: 'Length',
    access: 'Access',
    series: 'Series',
    week: 'Week',
  },
  lengths: { short: 'Under half an hour', medium: 'Up to two hours', long: 'Over two hours' },
  accesses: { free: 'free', registration: 'registration', paid: 'paid' },
  callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  numbers: {
    resources: { one: '{n} resource', other: '{n} resources' },
    pages: { one: '{n} page', other: '{n} pages' },
    days: { one: '{n} day', other: '{n} days' },
    weeks: { one: '{n} week', other: '{n} weeks' },
    papers: { one: '{n} paper', other: '{n} papers' },
    hoursLogged: { one: '{n} hour logged', other: '{n} hours logged' },
    minutesToRead: { other: '{n} min read' },
    problems: {
      one: '{n} problem to mend before this log can be built',
      other: '{n} problems to mend before this log can be built',
    },
    weeksOver: { one: '{n} week took more than its plan.', other: '{n} weeks took more than their plan.' },
    papersUndated: { one: '{n} more has no date.', other: '{n} more have no date.' },
    steps: { one: '{n} step', other: '{n} steps' },
    toReadFirst: {
      one: '{n} thing to read first.',
      other: '{n} things to read first, in an order in which each rests only on what came before.',
    },
    unknownLengths: { other: '{n} of unknown length' },
    earlierSteps: {
      one: '{n} thing comes before these; it is on the way to the first of them.',
      other: '{n} things come before these; they are on the ways to the first of them.',
    },
    parts: { one: '{n} part', other: '{n} parts' },
    withoutPath: {
      one: '{n} more resource, which stands alone, is in the library.',
      other: '{n} more resources, which stand alone, are in the library.',
    },
    moreInDrawing: { other: 'and {n} more' },
  },
  time: {
    hours: '{n} h',
    minutes: '{n} min',
    about: 'about {what}',
    aboutShort: '~ {what}',
    since: 'since {date}',
    asOf: 'as of {date}',
  },
  names: {
    author: 'Author',
    etAl: '{name} et al.',
    both: '{first} & {second}',
    andOthers: '{names} and others',
    week: 'Week {number}',
    weekOf: 'Week {number} of {all}',
    weekTitled: 'Week {number}: {title}',
    before: 'Before',
    after: 'After',
  },
  kinds: { week: { one: 'Week', many: 'Weeks' }, page: { one: 'Page', many: 'Pages' } },
  frame: {
    skip: 'Skip to content',
    site: 'Site',
    timeline: 'Timeline',
    library: 'Library',
    path: 'Path',
    topics: 'Topics',
    search: 'Search',
    theme: 'Theme',
    about: 'About the log',
    keptBy: 'Kept by',
    atomFeed: 'Atom feed',
    jsonFeed: 'JSON feed',
    whole: 'Whole log on one page',
    propose: 'Propose a change',
    suggest: 'Suggest a resource',
    keys: 'Keyboard shortcuts',
  },
  article: {
    planned: '{time} planned',
    rough: 'These are rough notes: complete, but not polished.',
    empty: 'Nothing is written here yet.',
    contents: 'On this page',
    previous: 'Previous: {name}',
    next: 'Next: {name}',
    footnotes: 'Footnotes',
    backToText: 'Back to reference {number}',
    headingLink: 'Link to this section',
    added: 'Added {added}',
    updated: 'Last changed {updated}',
    addedAndUpdated: 'Added {added} · last changed {updated}',
    equationLink: 'Link to equation {number}',
  },
  resource: {
    at: '{verb} at {host}',
    empty: 'No notes on this one yet.',
    side: 'Facts and neighbours',
    readFirst: 'Read first',
    or: 'or',
    leadsTo: 'Leads to',
    wayHere: 'The way here: {what}',
    mentions: 'Where it comes up',
    partOf: 'Part of',
    parts: 'Parts',
    about: 'About',
    published: 'Published',
    length: 'Length',
    status: 'Status',
    because: 'Why',
    time: 'Time',
    access: 'Access',
    level: 'Level',
    archive: 'Archive',
    archivedCopy: 'archived copy',
    archivedAt: '{verb} the archived copy at {host}',
    original: 'Original address: {host}',
    dead: 'The original address did not work on {date}.',
    link: 'Link',
    lastChecked: 'last checked {date}',
    metIn: 'Met in',
    topics: 'Topics',
    best: 'best on {what}',
    bestOn: 'Best on {what}',
    typed: '{type}: ',
    cite: 'Cite',
  },
  lists: {
    searchLibrary: 'Search the library',
    filters: 'Filters',
    lists: 'Lists',
    inOrderMet: 'in the order met',
    bestFirst: 'the best ones first',
    clear: 'Clear filters',
    noMatch: 'Nothing matches all of this.',
    all: 'all of the library',
    empty: 'Nothing here yet.',
    view: 'View',
    list: 'List',
    table: 'Table',
    title: 'Title',
    who: 'Who',
    sheets: 'Pages',
    sheet: 'page {number} of {all}',
    sheetOf: '{title}, page {number} of {all}',
    previousSheet: 'Previous page',
    nextSheet: 'Next page',
    sort: 'Sort',
    newest: 'newest first',
    oldest: 'oldest first',
    shortest: 'shortest first',
    longest: 'longest first',
    byTitle: 'by title',
    byAuthor: 'by author',
    moreFilters: 'More filters',
    export: 'Export',
    graph: 'Graph as JSON',
    missing: 'Something missing?',
    libraryOf: 'All of {log}: {count}.',
    tableOf: 'All of {log} as a table: {count}.',
    valueOf: '{facet}: {value}. {count} of {log}, in the order met.',
    topicsOf: 'What {log} is about, topic by topic.',
    topicOf: 'What was read and watched on {topic}.',
    typeOf: '{type} of {log}, in the order met.',
    topicsLede: 'What the log is about, and the best source on each found along the way.',
  },
  path: {
    wayTo: 'The way to {title}',
    wayOf: 'What to read before {title}, in order: {what}.',
    effort: 'Together: {effort}.',
    effortWithUnknown: '{effort}, and {unknown}',
    effortLeft: '{effort} left',
    start: 'Start here',
    second: 'Then',
    third: 'After that',
    stage: 'Stage {number}',
    last: 'Last mile',
    goal: 'The goal',
    after: 'after',
    because: ': {reason}',
    becauseApart: ' – {reason}',
    lede: 'What rests on what, topic by topic. Each step comes after all that it rests on, and what has a way to it says how long that is.',
    pathsOf: 'What to read first in {log}, and what comes after it, topic by topic.',
    noTopic: 'Without a topic',
    around: 'Around it',
    tick: 'Tick what you know; the list stays in this browser.',
    free: 'Free only',
    replaced: '{costly} is left out; {by} stands in for it.',
    missing: 'Nothing free stands in for {title}.',
  },
  progress: {
    title: 'Your progress',
    lede: 'Tick what you know. It is kept in this browser only; a file takes it to another one.',
    known: 'Known',
    ready: 'Ready now',
    save: 'Save as a file',
    load: 'Load a file',
    forget: 'Forget all',
    undo: 'Undo',
  },
  plan: {
    open: 'Start this path',
    title: 'Week by week',
    day: 'Start on',
    hours: 'Hours a week',
    print: 'Print',
    save: 'Save for a calendar',
  },
  whole: {
    contents: 'Contents',
    of: '{log} from beginning to end, to read in one go or to print.',
    resources: 'Resources',
    resourcesLede: 'Everything that was read and watched, in the order met.',
  },
  charts: {
    name: 'Charts',
    time: 'Where the time went',
    weeks: 'What the weeks were about',
    all: 'All charts',
    pageOf: 'The weeks, days and papers of {log} in charts and tables.',
    timeLede:
      'The hours of the log, as they were written down. A figure is “about” as soon as a part of it is estimated.',
    countLede: 'What was met and when it came out. There are no hours to show, so resources are counted.',
    table: 'The numbers',
    byTopic: '{total}, by topic',
    topicWeek: 'By topic and week',
    plan: 'Planned and spent',
    papersByYear: 'Papers by year',
    dayByDay: 'Day by day',
    noTopic: 'No topic',
    noPlan: 'no plan',
    week: 'Week',
    total: 'Total',
    planned: 'Planned',
    spent: 'Spent',
    ofPlan: '{spent} of {planned}',
    year: 'Year',
    years: '{from}–{to}',
    papers: 'Papers',
    day: 'Day',
    timeOn: 'Time',
    finished: 'Finished',
    upTo: 'up to {amount}',
    inWeek: 'nothing logged on the day',
    finishedOnly: 'something finished',
    part: '{name}: {amount}',
    weeksTold: 'The log has {total} over {weeks}.',
    weeksTopic: 'The log has {total} over {weeks}, {topic} above all ({amount}).',
    weeksFullest: 'The fullest was {week} ({amount}).',
    sessionsNote: 'Time on a resource counts in the week of its sessions, else in the week where it was met first.',
    metNote: 'A resource counts in the week where it was met first, under the first of its topics.',
    outside: 'Outside the weeks: {amount}.',
    planTold: 'Of {planned} planned, {spent} were spent, over {weeks} with a plan.',
    papersTold: '{papers}, published from {first} to {last}.',
    papersMost: '{papers}, published from {first} to {last}; {year} has the most ({number}).',
    sessionsTold: 'Sessions add up to {total}, on {days} from {first} to {last}.',
    sessionsOneDay: 'Sessions add up to {total}, all on {day}.',
    finishedTold: 'Finished: {total}, on {days} from {first} to {last}.',
    finishedOneDay: 'Finished: {total}, all on {day}.',
    daysMost: 'The fullest day was {day} ({amount}).',
    loose: 'Logged without a day: {amount}.',
  },
  pages: {
    notFound: 'There is no such page',
    notFoundLede: 'It may have moved, or never been there.',
    notFoundWays: 'Where to look instead',
    searchOf: 'Search {log}.',
    howToSearch: 'How to search',
    needsScript: 'Searching needs JavaScript.',
    withoutScript: 'The library lists everything by type and topic without it.',
  },
  howToSearch: [
    [
      'reward model',
      'pages with both words, or with words that begin so; of few such pages, those with one of them too',
    ],
    ['"reward model"', 'the words side by side'],
    ['reward -atari', 'pages without a word'],
    ['type:paper topic:scaling', 'pages of a type, on a topic; also level, status, length, access, series and week'],
    ['type:paper,video', 'any of these'],
    ['year:2017..2020', 'a stretch of years'],
    ['author:vaswani', 'what somebody made'],
    ['1706.03762', 'an arXiv number, a DOI or an address, pasted as it is'],
    ['\\sqrt{d_k}', 'a formula, as TeX'],
  ],
  client: {
    resourcesOf: { one: '{found} of {n} resource', other: '{found} of {n} resources' },
    search: {
      title: 'Search',
      field: 'Search the log',
      types: 'Narrow down by type',
      results: 'Results',
      all: 'All',
      section: 'section',
      close: 'Close the search',
      closeKey: 'esc',
      none: 'Nothing found. Try fewer or other words.',
      failed: 'The search index could not be loaded.',
      missing: 'Nothing has {words}.',
      quoted: '“{text}”',
      instead: 'Shown instead: {query}.',
      meant: 'Did you mean',
      more: 'Show more',
      recent: 'Recent searches',
      forget: 'Forget “{text}”',
      forgetAll: 'Clear recent searches',
      try: 'Try words of titles, notes or formulas, names of authors, an arXiv number or a DOI.',
      how: 'How to search',
      // Words of questions, which say nothing about what is looked for.
      small:
        'a about an and are as at be by can did do does for from has have how i in into is it its me my of on or so than that the their there these they this to was were what when where which who why will with you',
    },
    recentSearches: { one: '{n} recent search', other: '{n} recent searches' },
    searchKeys: {
      move: '{keys} to move',
      open: '{keys} to open',
      newTab: '{keys} for a new tab',
      forget: '{keys} to forget',
    },
    marks: {
      bar: 'Words found',
      next: 'Next place',
      previous: 'Previous place',
      clear: 'Clear the marks',
      at: '{at} of {places}',
      cleared: 'Marks cleared',
    },
    marked: { one: '{n} place for {words}', other: '{n} places for {words}' },
    firstShown: '{pages}, the first {n} shown',
    library: {
      more: 'Show more',
      met: 'in the order met',
      best: 'best match first',
      without: 'Without {what}: {resources}',
      selection: 'Export these {n}',
      know: 'I know {title}',
    },
    theme: { label: 'Theme: {theme}', system: 'as the system', light: 'light', dark: 'dark' },
    keys: {
      next: 'Next week, page or part',
      previous: 'Previous week, page or part',
      timeline: 'Back to the timeline',
      search: 'Search',
      help: 'This list of keys',
      title: 'Keyboard shortcuts',
      close: 'Close',
      switch: 'Single-key shortcuts',
      reason: 'Turn them off where they get in the way, of dictation for example. This browser remembers it.',
    },
    anchor: { copied: 'Link copied' },
    code: { copy: 'Copy', copied: 'Copied', refused: 'Not allowed', wrap: 'Wrap', line: 'Line {number}' },
    note: { close: 'Close the note' },
    preview: { title: 'Preview', open: 'Open', newTab: 'Open in a new tab', close: 'Close' },
    figure: { enlarge: 'Enlarge', enlarged: 'Enlarged picture', close: 'Close' },
    plan: {
      week: 'Week {number}, {days}',
      until: '{weeks}, until {day}.',
      begun: 'continued',
      goesOn: 'goes on next week',
      guessed: '{number} of unknown length, counted as {time} each.',
      wrongDay: 'It starts on a day from 2000 to 2999.',
      wrongHours: 'A week has from {least} to {most} hours for it.',
      tooLong: 'That would take more than ten years.',
      nothing: 'Nothing is left on this path.',
      event: '{title}, week {number} of {all}',
    },
  },
  clientProgress: {
    of: '{known} of {all} · {left}',
    nothingLeft: 'nothing left',
    ready: 'ready now',
    needless: 'no longer needed: you know something that does as well, or comes after it',
    opens: { other: 'opens {n} more' },
    stepsBefore: { one: '{n} step before it', other: '{n} steps before it' },
    known: { one: 'You know {n} resource.', other: 'You know {n} resources.' },
    added: { one: '{n} resource is added.', other: '{n} resources are added.' },
    keeping: {
      unkept: 'This browser keeps nothing here: save it as a file before you leave.',
      setAside: 'What was kept here could not be read. It is set aside, and a new list is begun.',
    },
    forgotten: 'All is forgotten.',
    restored: 'All is back.',
    faults: {
      notJson: 'This file is not JSON. Nothing is changed.',
      noKnown: 'This file does not say what is known. Nothing is changed.',
      noResource: 'Nothing in this file is a resource of this log. Nothing is changed.',
      tooLarge: 'This file is larger than 1 MB. Nothing is changed.',
    },
  },
};

/** The tables that there are, by language. A further language is a further table. */
const tables: Readonly<Record<string, Written>> = { en: english };

/** The words for a language (BCP 47 tag): those of the tag, else of its language, else English. */
export function wordsFor(language: string): Words {
  const table = tables[language] ?? tables[new Intl.Locale(language).language] ?? english;
  const kinds = Object.entries({ ...table.kinds, ...table.types }).map(([kind, { many }]) => [kind, many] as const);
  const { pages, resources, weeks } = table.numbers;
  const { hours, minutes, about } = table.time;
  const facets = { ...table.facets, author: table.names.author };
  const made = {
    language,
    kinds: Object.fromEntries(kinds),
    pages,
    resources,
    facets,
    weeks,
    time: { hours, minutes, about },
  };
  const effort = {
    hours: table.time.hours,
    minutes: table.time.minutes,
    about: table.time.about,
    withUnknown: table.path.effortWithUnknown,
    unknownLengths: table.numbers.unknownLengths,
    left: table.path.effortLeft,
  };
  const client = { ...table.client, ...made };
  const clientProgress = { ...table.clientProgress, language, effort, save: table.progress.save };
  return { ...table, client, clientProgress };
}
