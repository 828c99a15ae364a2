import { listHtmlOf, nameHtmlOf } from './inlineText.ts';
import type { Log, Page, Resource, Week } from './log.ts';

/** What a week found, or where it led nowhere. */
export interface Finding {
  /** Missing if it is not a resource of the log. */
  readonly resource?: Resource | undefined;
  /** HTML for a list or a link. */
  readonly title: string;
  /** A remark about it, as HTML for a list; may be empty. */
  readonly because: string;
}

/** The best find of a week: the one that it names, or else its first new resource that is best for something. */
export function bestFind(log: Log, entry: Week | Page): Finding | undefined {
  return (
    named(log, entry, 'find') ?? firstMet(log, entry, ({ best, status }) => best.length > 0 && status !== 'abandoned')
  );
}

/** The dead end of a week: the one that it names, or else its first new resource that is abandoned. */
export function deadEnd(log: Log, entry: Week | Page): Finding | undefined {
  return named(log, entry, 'deadEnd') ?? firstMet(log, entry, ({ status }) => status === 'abandoned');
}

/** What did not work out in a log. */
export interface DeadEnds {
  /** Resources that were given up, in order of appearance. */
  readonly abandoned: readonly Finding[];
  readonly skimmed: readonly Finding[];
  /** Dead ends that are not resources, with their weeks. */
  readonly others: readonly (Finding & { readonly week: Week })[];
}

/** The dead ends of a log. A resource that a week names as its dead end counts as given up, unless it was skimmed. */
export function deadEndsOf(log: Log): DeadEnds {
  const ofWeeks = log.weeks.flatMap((week) => {
    const finding = named(log, week, 'deadEnd');
    return finding ? [{ week, ...finding }] : [];
  });
  const byResource = new Map(ofWeeks.map((finding) => [finding.resource, finding]));
  const endsWith = (is: (resource: Resource) => boolean) =>
    log.resources.filter(is).map((resource) => byResource.get(resource) ?? findingOf(resource));
  return {
    abandoned: endsWith(
      (resource) => resource.status === 'abandoned' || (byResource.has(resource) && resource.status !== 'skimmed'),
    ),
    skimmed: endsWith(({ status }) => status === 'skimmed'),
    others: ofWeeks.filter(({ resource }) => resource === undefined),
  };
}

function named(log: Log, entry: Week | Page, field: 'find' | 'deadEnd'): Finding | undefined {
  const written = entry.kind === 'week' ? entry[field] : undefined;
  if (!written) return undefined;
  const { inline } = entry;
  const html = (name: 'title' | 'because') => inline?.[`${field}.${name}`]?.listHtml ?? listHtmlOf(written, name);
  const resource = written.resource === undefined ? undefined : log.resource(written.resource as Resource['id']);
  return resource
    ? { ...findingOf(resource), ...(written.because !== undefined && { because: html('because') }) }
    : { title: html('title'), because: html('because') };
}

function firstMet(log: Log, entry: Week | Page, is: (resource: Resource) => boolean): Finding | undefined {
  const found = log.metIn(entry).flatMap(({ resources }) => resources.filter(is))[0];
  return found && findingOf(found);
}

/** What the log says about a resource: why it was left, or the verdict. */
function findingOf(resource: Resource): Finding {
  const field = resource.because === undefined || resource.status === 'finished' ? 'verdict' : 'because';
  return { resource, title: nameHtmlOf(resource), because: listHtmlOf(resource, field) };
}
