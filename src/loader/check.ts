import type { Entry, EntryKey } from '../log/entry.ts';
import { settleFixes } from '../log/fixes.ts';
import { buildLog } from '../log/buildLog.ts';
import { compareProblems, foldProblems, type Problem } from '../log/problem.ts';
import { makeUrls } from '../urls/urls.ts';
import { readSourceFiles } from './files.ts';
import { openFindingCache } from './findingCache.ts';
import { readLock } from './linkLock.ts';
import { ownProblems, rootOf, textsOf } from './load.ts';
import { readPictures } from './pictures.ts';
import { findAll } from './sharing.ts';
import { checkSlots } from './slots.ts';
import { readTheme } from './theme.ts';

/** What a check found, without the rendered log. */
export interface CheckedLog {
  readonly title: string;
  /** How many entries could be read. */
  readonly entries: readonly Entry[];
  /** Entries that exist and could not be read. */
  readonly broken: ReadonlySet<EntryKey>;
  /** The same problems, in the same order, that `loadLog` finds. */
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Checks the log in a folder as `loadLog` does, but renders nothing except formulas, which only KaTeX can judge. What
 * was found in a file is kept in a cache by its content, so that a second check reads only what has changed.
 */
export async function checkLog(folder: string): Promise<CheckedLog> {
  const { files, unreadable, problems: fileProblems } = await readSourceFiles(folder);
  const { macros, language } = rootOf(files);
  const cache = await openFindingCache(folder, macros);
  const fresh = files.filter((source) => !cache.get(source));
  const news = await findAll(fresh, { folder, macros, language, linked: new Map() });
  news.forEach((finding, index) => {
    const source = fresh[index];
    if (source) cache.put(source, finding);
  });
  const findings = files.map((source) => ({ source, finding: cache.get(source) ?? { problems: [] } }));
  await cache.save();

  const entries = findings.flatMap(({ finding }) => finding.entry ?? []);
  const broken = new Set([
    ...unreadable,
    ...findings.flatMap(({ source, finding }) => (finding.entry ? [] : [source.key])),
  ]);
  const { links, problems: lockProblems } = await readLock(folder);
  const records = { links, changes: {} };
  const { log, problems: graphProblems } = buildLog(entries, { drafts: false, broken, records });
  const { problems: pictureProblems } = await readPictures(folder, entries, makeUrls(log.site));
  const { text: themeText, problems: themeProblems } = await readTheme(folder);
  const own = ownProblems(
    findings.map(({ finding }) => finding.problems),
    entries,
  );
  const found = [
    ...fileProblems,
    ...lockProblems,
    ...graphProblems,
    ...pictureProblems,
    ...themeProblems,
    ...(await checkSlots(folder)),
    ...own,
  ];
  const sorted = settleFixes(found, new Set(files.map(({ key }) => key))).sort(compareProblems);
  const problems = foldProblems(sorted);
  return { title: log.title, entries, broken, problems, texts: textsOf(files, themeText) };
}
