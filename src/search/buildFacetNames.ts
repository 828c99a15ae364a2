import { facets } from '../log/facetValues.ts';
import { facetIds } from '../log/facets.ts';
import type { Log } from '../log/log.ts';
import type { Wording } from '../i18n/wording.ts';
import type { FacetNames } from './shared/facetColumn.ts';

/** The names of the values of each facet, in singular and plural, for the query language. */
export function buildFacetNames(log: Log, wording: Wording): FacetNames {
  const { types, kinds } = wording.words;
  const forms = new Map(Object.entries({ ...kinds, ...types }).map(([type, { one, many }]) => [type, [one, many]]));
  const weeks = new Map(
    log.weeks.map((week) => {
      const number = wording.hasNumbers ? [`${week.number}`] : [];
      return [week.id as string, [week.title, wording.kicker(week), ...number]];
    }),
  );
  const groups = facets(log, facetIds).map(({ facet, values }) => {
    const named = values.map(({ value }) => {
      const more = facet === 'type' ? forms.get(value) : facet === 'week' ? weeks.get(value) : undefined;
      return [value, more ?? [wording.valueName(log, facet, value)]] as const;
    });
    return [facet, Object.fromEntries(named)] as const;
  });
  const present = new Set<string>(log.nodes.map(({ kind }) => kind));
  const prose = Object.keys(kinds).flatMap((kind) =>
    present.has(kind) ? [[kind, forms.get(kind) ?? []] as const] : [],
  );
  const names: FacetNames = Object.fromEntries(groups);
  // Notes, weeks and pages have topics too.
  const topics = log.topics
    .filter((topic) => log.resourcesOn(topic).length > 0 || log.proseOn(topic).length > 0)
    .map(({ id, title }) => [id as string, [title]] as const);
  return {
    ...names,
    ...(topics.length > 0 && { topic: Object.fromEntries(topics) }),
    type: { ...names.type, ...Object.fromEntries(prose) },
  };
}
