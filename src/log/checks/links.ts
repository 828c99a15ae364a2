import { isInDrafts } from '../drafts.ts';
import { unambiguousName } from '../unambiguousFixes.ts';
import { formerKeys, idOf, type Entry, type EntryKey, type EntryLink } from '../entry.ts';
import { fixOfFragment, fixOfPath } from '../fixes.ts';
import { hasFragment, missingCount } from '../fragments.ts';
import { earlierTargets, movedMessage } from '../moves.ts';
import { periodFolder, periodNames } from '../period.ts';
import { didYouMean } from '../suggest.ts';
import { formatMoment } from '../length.ts';
import { isDraft, resourcesOf, type Check } from './check.ts';
import { normalUrl } from './normalUrl.ts';

/** Reports links in bodies that are broken, lead to a draft or past the end of a recording, or bypass an entry. */
export function checkLinks(check: Check): void {
  const paths = [...check.entries.map(({ file }) => file), ...[...check.broken].map((key) => `content/${key}.md`)];
  const byLowerCase = new Map(check.entries.map((entry) => [entry.key.toLowerCase(), entry]));
  const meant = meantEntries(check);
  const byUrl = new Map(
    resourcesOf(check.entries).flatMap((entry) => (entry.fields.url ? [[normalUrl(entry.fields.url), entry]] : [])),
  );
  for (const entry of check.entries) {
    for (const link of entry.body.links) {
      const target = check.byKey.get(link.target);
      if (target && isPlaced(link, target, entry)) checkTarget(check, entry, link, target);
      else if (target) {
        const wrong = link.draft ?? `content/${link.target}.md`;
        const files = { from: entry.file, wrong, right: target.file };
        const message = `"${wrong}" is not in this log, but "${target.file}" is.`;
        const fix = fixOfPath(link.address, files, 'corrects the path');
        check.report(entry, link.range, 'unknown-entry', message, fix);
      } else if (!check.broken.has(link.target)) {
        const wanted = link.draft ?? `content/${link.target}.md`;
        const other = byLowerCase.get(link.target.toLowerCase());
        const moved = movedTarget(check, entry, link);
        const files = { from: entry.file, wrong: wanted, right: moved ?? meant(link.target, entry) };
        if (other) {
          const message = `"${wanted}" does not match the case of the file ${other.file}.`;
          const fix = fixOfPath(link.address, files, 'corrects the case of the path');
          check.report(entry, link.range, 'wrong-case', message, fix);
        } else if (moved !== undefined) {
          const fix = fixOfPath(link.address, files, 'follows the file that was moved');
          const where = movedMessage(check.records.moves, { from: entry.file, wanted, moved });
          check.report(entry, link.range, 'unknown-entry', `"${wanted}" is not in this log. ${where}`, fix);
        } else {
          const message = `"${wanted}" is not in this log.${didYouMean(wanted, paths)}`;
          const fix = fixOfPath(link.address, files, 'corrects the path');
          check.report(entry, link.range, 'unknown-entry', message, fix);
        }
      }
    }
    for (const { url, range } of entry.body.webLinks) {
      const resource = byUrl.get(normalUrl(url));
      if (!resource || resource === entry) continue;
      check.report(entry, range, 'bare-address', `"${url}" is a resource of this log: ${resource.file}.`);
    }
  }
}

/** The entry that a link led to before its target or its own file was moved. */
function movedTarget({ records: { moves }, byKey, broken }: Check, entry: Entry, link: EntryLink): string | undefined {
  const isEntry = (file: string): boolean => {
    const key = file.slice('content/'.length, -'.md'.length) as EntryKey;
    return byKey.has(key) || broken.has(key);
  };
  return earlierTargets(moves, entry.file, link.address?.text, `content/${link.target}.md`).find(isEntry);
}

/** Whether a link names the right folder, drafts or not. Links from outside the drafts cannot lead there anyway. */
function isPlaced(link: EntryLink, target: Entry, from: Entry): boolean {
  const isIn = isInDrafts(target.file);
  if (target === from || (isIn && !isDraft(from))) return true;
  return isIn ? link.draft === target.file : link.draft === undefined;
}

/**
 * Finds the file that a wrong key must mean, by case, alias or a typo in the name; for a week, in any folder of weeks.
 */
function meantEntries({ entries, byKey, broken }: Check): (wrong: EntryKey, from: Entry) => string | undefined {
  const keys = [...entries.map(({ key }) => key), ...broken];
  const inFolders = Map.groupBy(keys, folderOf);
  // The folder of weeks depends on the log's period.
  const weeks = new Map(entries.flatMap(({ kind, key }) => (kind === 'week' ? [[idOf(key), key] as const] : [])));
  const periodFolders: ReadonlySet<string> = new Set([
    ...periodNames.map(periodFolder),
    ...[...weeks.values()].map(folderOf),
  ]);
  const aliases = entries.flatMap((entry) => formerKeys(entry).map((old) => ({ old, key: entry.key })));
  const renamed = Map.groupBy(aliases, ({ old }) => old);
  return (wrong, from) => {
    const [alias, ...doubles] = renamed.get(wrong) ?? [];
    if (doubles.length > 0) return undefined;
    const key =
      alias?.key ??
      keyNear(wrong, inFolders) ??
      (periodFolders.has(folderOf(wrong)) ? weeks.get(idOf(wrong)) : undefined);
    return key === undefined || key === from.key ? undefined : (byKey.get(key)?.file ?? `content/${key}.md`);
  };
}

function keyNear(wrong: EntryKey, inFolders: ReadonlyMap<string, readonly EntryKey[]>): EntryKey | undefined {
  const folder = folderOf(wrong).toLowerCase();
  const [keys = [], ...others] = [...inFolders].flatMap(([name, found]) =>
    name.toLowerCase() === folder ? [found] : [],
  );
  if (others.length > 0) return undefined;
  const names = keys.map(nameOf);
  const wanted = nameOf(wrong);
  const name = names.includes(wanted) ? wanted : unambiguousName(wanted, names, { open: true });
  return keys.find((key) => nameOf(key) === name);
}

/** The folders of an entry; empty for the log itself. */
function folderOf(key: EntryKey): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

function nameOf(key: EntryKey): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function checkTarget({ report }: Check, entry: Entry, link: EntryLink, target: Entry): void {
  if (isDraft(target) && !isDraft(entry)) {
    report(entry, link.range, 'link-to-draft', `"${target.file}" is a draft, and this entry is not.`);
  }
  if (link.moment !== undefined) checkMoment(report, entry, link, target);
  else if (link.fragment !== '' && !hasFragment(target.body, link.fragment)) {
    const ids = target.body.headings.map(({ id }) => id);
    const id = unambiguousName(link.fragment, ids, { open: true });
    const fix = id === undefined ? undefined : fixOfFragment(link.address, id, 'corrects the heading');
    report(entry, link.range, 'unknown-heading', unknownHeading(link.fragment, target), fix);
  }
}

function checkMoment(report: Check['report'], entry: Entry, { moment = 0, range }: EntryLink, target: Entry): void {
  if (target.kind !== 'resource' || target.fields.url === undefined) {
    report(entry, range, 'invalid-moment', `"${target.file}" has no "url", so a link cannot open it at a moment.`);
    return;
  }
  const { length } = target.fields;
  // Lengths are rounded to minutes, so a recording may run up to a minute longer.
  if (!length || !('minutes' in length) || length.about || moment < (length.minutes + 1) * 60) return;
  const end = formatMoment(length.minutes * 60);
  report(
    entry,
    range,
    'moment-past-end',
    `"${formatMoment(moment)}" is past the end of ${target.file}, which is "${end}" long.`,
  );
}

function unknownHeading(fragment: string, target: Entry): string {
  const missing = missingCount(target.body, fragment, target.file);
  if (missing !== undefined) return missing;
  const ids = target.body.headings.map((heading) => `#${heading.id}`);
  const known = ids.length === 0 ? 'It has no headings.' : `It has ${ids.map((id) => `"${id}"`).join(', ')}.`;
  return `There is no heading "#${fragment}" in ${target.file}.${didYouMean(`#${fragment}`, ids)} ${known}`;
}
