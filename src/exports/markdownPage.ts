import type { Node, Prose, Resource, Topic } from '../log/log.ts';
import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import type { Href } from '../urls/urls.ts';
import { discussionWords } from './discussion.ts';
import { destination, markdownText } from './markdownList.ts';

type MarkdownSite = Pick<Site, 'log' | 'urls' | 'wording'>;

/**
 * An entry as Markdown: its title, what its page shows of its frontmatter, and its text, which is Markdown with complete
 * addresses. `text` may be empty.
 */
export function markdownPage(site: MarkdownSite, entry: Node, text: string): string {
  const { urls, wording } = site;
  const isResource = entry.kind === 'resource';
  const quote = isResource ? (entry.verdict ?? entry.summary) : entry.summary;
  const { article } = wording.words;
  const added = entry.kind === 'note' ? undefined : entry.added;
  const dates = [
    added && fill(article.added, { added: wording.date(added) }),
    entry.updated && fill(article.updated, { updated: wording.date(entry.updated) }),
  ];
  return blocks([
    `# ${markdownText(entry.title)}`,
    quote && `> ${markdownText(quote)}`,
    [
      ...(isResource ? resourceFacts(site, entry) : proseFacts(site, entry)),
      factOfTopics(site, entry.topics),
      ...discussionsOf(site, entry),
    ]
      .filter((fact) => fact)
      .join('\n'),
    isResource && entry.abstract && `**${wording.words.resource.abstract}.** ${markdownText(entry.abstract)}`,
    text,
    `---`,
    [shownLink(urls, urls.entry(entry)), ...dates].filter((part) => part).join(' · '),
  ]);
}

/** The front page as Markdown: the title of the log, its tagline, its text, and where everything else is listed. */
export function markdownHome({ log, urls }: MarkdownSite, text: string): string {
  return blocks([
    `# ${markdownText(log.title)}`,
    log.tagline && `> ${markdownText(log.tagline)}`,
    text,
    `---`,
    `${shownLink(urls, urls.home)} · ${shownLink(urls, urls.guide)}`,
  ]);
}

/**
 * A guide to the log for language models (llmstxt.org): its title and tagline, a link to the Markdown of each entry, and
 * its other files.
 */
export function guide({ log, urls, wording }: MarkdownSite): string {
  const { words } = wording;
  const lineOf = (entry: Node) => {
    const about = entry.kind === 'resource' ? (entry.verdict ?? entry.summary) : (entry.summary ?? entry.body.opening);
    const kind = entry.kind === 'resource' ? words.types[entry.type].one : undefined;
    const facts = [kind, about && markdownText(about)].filter((part) => part).join('. ');
    const link = `[${markdownText(wording.entryName(entry))}](${complete(urls, urls.markdownOf(urls.entry(entry)))})`;
    return `- ${link}${facts === '' ? '' : `: ${facts}`}`;
  };
  const onTimeline = new Set<Node>(log.timeline);
  const sections: readonly (readonly [string, readonly Node[]])[] = [
    [words.frame.timeline, log.timeline],
    [words.frame.notes, log.newestNotes],
    [words.frame.pages, log.pages.filter((page) => !onTimeline.has(page))],
    [words.frame.library, log.resources],
  ];
  const files: readonly (readonly [string, Href])[] = [
    [words.frame.whole, urls.whole],
    [words.lists.graph, urls.logFile],
    ...(log.resources.length === 0 ? [] : [['BibTeX', urls.exportOf('bibtex')] as const]),
    ...(log.site === undefined ? [] : [[words.frame.atomFeed, urls.atom] as const]),
  ];
  return blocks([
    `# ${markdownText(log.title)}`,
    log.tagline && `> ${markdownText(log.tagline)}`,
    ...sections.flatMap(([title, entries]) =>
      entries.length === 0 ? [] : [`## ${title}`, entries.map(lineOf).join('\n')],
    ),
    // The name of the section that the format reserves for what can be left out.
    '## Optional',
    files.map(([title, href]) => `- [${title}](${complete(urls, href)})`).join('\n'),
  ]);
}

function proseFacts({ wording }: MarkdownSite, entry: Prose): readonly string[] {
  if (entry.kind === 'week') return [`- ${wording.kicker(entry)}`, `- ${wording.stretch(entry)}`].filter(isNew);
  if (entry.kind === 'note') return entry.added ? [`- ${wording.date(entry.added)}`] : [];
  return [];
}

/** A week without a number is called by its dates, which need to be there only once. */
function isNew(fact: string, index: number, facts: readonly string[]): boolean {
  return facts.indexOf(fact) === index;
}

function resourceFacts({ log, urls, wording }: MarkdownSite, resource: Resource): readonly string[] {
  const { words } = wording;
  const { resource: labels, facets } = words;
  const { published, length, level, status, finished, access, series, isbn, arxiv, doi } = resource;
  const { editors, hasMoreEditors: hasMoreAuthors } = resource;
  const linkTo = (url: string | undefined) => url && `<${destination(url)}>`;
  const linked = (to: Resource) => `[${markdownText(to.title)}](${complete(urls, urls.entry(to))})`;
  const prerequisites = log.prerequisitesOf(resource).map(({ resource: first, or, reason }) => {
    const choices = wording.either([first, ...or]).map((part) => ('item' in part ? linked(part.item) : part.text));
    return `${choices.join('')}${reason === undefined ? '' : ` (${markdownText(reason)})`}`;
  });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [facets.type, words.types[resource.type].one],
    [words.lists.who, markdownText(wording.authors(resource))],
    [labels.published, published && wording.date(published)],
    [labels.venue, resource.venue && markdownText(resource.venue)],
    [labels.volume, resource.volume && markdownText(resource.volume)],
    [labels.issue, resource.issue && markdownText(resource.issue)],
    [labels.pages, resource.pages],
    [labels.editors, markdownText(wording.authors({ authors: editors, hasMoreAuthors }))],
    [labels.publisher, resource.publisher && markdownText(resource.publisher)],
    [labels.edition, resource.edition && markdownText(resource.edition)],
    [labels.link, linkTo(resource.url)],
    ['ISBN', isbn],
    ['arXiv', arxiv && `[${arxiv}](https://arxiv.org/abs/${arxiv})`],
    ['DOI', doi && `[${markdownText(doi)}](${destination(`https://doi.org/${doi}`)})`],
    [words.types.code.one, linkTo(resource.code)],
    [labels.slides, linkTo(resource.slides)],
    [words.types.video.one, linkTo(resource.video)],
    [labels.archive, linkTo(resource.archived)],
    [labels.level, level && words.levels[level]],
    [labels.length, length && wording.length(length)],
    [labels.access, access && words.accesses[access]],
    [
      labels.status,
      status && wording.facts([words.statuses[status], finished ? wording.date(finished) : ''].filter(Boolean)),
    ],
    [labels.because, resource.because && markdownText(resource.because)],
    [facets.series, series && linked(log.resource(series))],
    [labels.readFirst, prerequisites.join('; ')],
  ];
  const best =
    resource.best.length === 0 ? [] : [`- ${fill(labels.bestOn, { what: markdownText(wording.list(resource.best)) })}`];
  return [...facts.flatMap(([name, value]) => (value ? [`- ${name}: ${value}`] : [])), ...best];
}

function factOfTopics({ urls, wording }: MarkdownSite, topics: readonly Topic[]): string {
  const links = topics.map((topic) => `[${markdownText(topic.title)}](${complete(urls, urls.topic(topic))})`);
  return links.length === 0 ? '' : `- ${wording.words.resource.topics}: ${links.join(', ')}`;
}

function discussionsOf({ wording }: MarkdownSite, { discussions }: Node): readonly string[] {
  const links = discussions.map((discussion) => {
    const { name, comments } = discussionWords(discussion, wording);
    const link = `[${markdownText(name)}](${destination(discussion.url)})`;
    return comments === undefined ? link : `${link} (${comments})`;
  });
  return links.length === 0 ? [] : [`- ${wording.words.article.discussedOn}: ${links.join('; ')}`];
}

/** A link to a page that shows its address. Without an address of the site, it is only a path, which needs brackets. */
function shownLink(urls: Site['urls'], href: Href): string {
  const address = urls.absolute(href);
  return address === undefined ? `[${markdownText(href)}](${href})` : `<${address}>`;
}

function complete(urls: Site['urls'], href: Href): string {
  return urls.absolute(href) ?? href;
}

function blocks(parts: readonly (string | false | undefined)[]): string {
  return `${parts.filter((part) => part).join('\n\n')}\n`;
}
