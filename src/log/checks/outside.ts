import type { Entry } from '../entry.ts';
import { linkKey, movedTo, describeStatus, stateOf, type LinkRecord } from '../linkRecord.ts';
import { mainAddress, outsideLinks, type OutsideLink } from '../outsideLinks.ts';
import type { Fix } from '../problem.ts';
import { misleadingHost } from '../misleadingHost.ts';
import { linkFacts } from '../records.ts';
import { resourcesOf, type Check } from './check.ts';
import { normalUrl } from './normalUrl.ts';

/** Reports addresses in fields with a misleading host, and any that `learnlog links` found dead or permanently moved. */
export function checkOutside(check: Check): void {
  const { links } = check.records;
  let taken: ReadonlySet<string> | undefined;
  for (const entry of check.entries) {
    for (const link of outsideLinks(entry)) {
      // The links of a body have been checked together with their text.
      const misleading = typeof link.at === 'string' ? misleadingHost(link.url, '') : undefined;
      if (misleading !== undefined) check.report(entry, link.at, 'misleading-host', misleading);
      const record = links[linkKey(link.url)];
      if (!record || isSettled(check, entry, link)) continue;
      const state = stateOf(record);
      if (state === 'dead') reportDead(check, entry, link, record);
      if (state !== 'moved') continue;
      taken ??= addressesIn(check);
      reportMoved(check, entry, link, record, taken);
    }
  }
}

/** The addresses of all resources, normalized. */
function addressesIn({ entries }: Check): ReadonlySet<string> {
  return new Set(resourcesOf(entries).flatMap(({ fields }) => (fields.url ? [normalUrl(fields.url)] : [])));
}

/** Whether the author has checked the address since, or named an archived copy that works. */
function isSettled({ records: { links } }: Check, entry: Entry, { url, at }: OutsideLink): boolean {
  // `checked` and `archived` are about the main address.
  if (entry.kind !== 'resource' || at !== mainAddress(entry.fields).at) return false;
  const { archived } = entry.fields;
  const copy = archived === undefined ? undefined : links[linkKey(archived)];
  const hasCopy = archived !== undefined && (copy === undefined || stateOf(copy) !== 'dead');
  return hasCopy || linkFacts(url, entry.fields, links) === undefined;
}

function reportDead({ report }: Check, entry: Entry, { url, at }: OutsideLink, record: LinkRecord): void {
  const copy = record.archived === undefined ? '' : ` The Internet Archive has a copy: "${record.archived}".`;
  const message = `"${url}" is dead (${describeStatus(record)} on ${record.checked}).${copy}`;
  report(entry, at, 'dead-link', message, fixOfDead(entry, at, record));
}

/** A fix that adds the archived copy in a line above `url`, if nothing else is in that line. */
function fixOfDead(entry: Entry, at: OutsideLink['at'], { archived }: LinkRecord): Fix | undefined {
  const range = at === 'url' ? entry.ranges.url : undefined;
  const isFree = entry.kind === 'resource' && entry.fields.archived === undefined;
  if (archived === undefined || !isFree || range?.column !== 'url: '.length + 1) return undefined;
  const start = { line: range.line, column: 1, endLine: range.line, endColumn: 1 };
  return { range: start, text: `archived: ${archived}\n`, description: 'adds the copy in the Internet Archive' };
}

function reportMoved(
  { report }: Check,
  entry: Entry,
  { url, at }: OutsideLink,
  record: LinkRecord,
  taken: ReadonlySet<string>,
): void {
  const to = movedTo(url, record);
  if (to === undefined) return;
  const range = typeof at === 'string' && entry.kind === 'resource' ? entry.ranges[at] : undefined;
  // An abandoned domain may redirect to anyone’s site, so a person has to check it first.
  const isCertain = hostOf(url) === hostOf(to) && (normalUrl(url) === normalUrl(to) || !taken.has(normalUrl(to)));
  const fix =
    isCertain && range?.column === `${String(at)}: `.length + 1 && range.endLine === range.line
      ? { range, text: to, description: 'updates the address' }
      : undefined;
  report(entry, at, 'moved-link', `"${url}" has moved permanently to "${to}".`, fix);
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '');
}
