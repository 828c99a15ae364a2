import { chartsOf } from '../charts/charts.ts';
import { atomFeed } from '../exports/atom.ts';
import { citations } from '../exports/citation.ts';
import { exports, exportFormats } from '../exports/exports.ts';
import { feedItems } from '../exports/feedItems.ts';
import { wholeFeed } from '../exports/feeds.ts';
import { jsonFeed } from '../exports/jsonFeed.ts';
import { logFile } from '../exports/logFile.ts';
import { feedList } from '../exports/opml.ts';
import { guide, markdownPage } from '../exports/markdownPage.ts';
import { preview } from '../exports/linkPreview.ts';
import { wholeLog, wholeLogPages } from '../exports/wholeLog.ts';
import { writeGraph } from '../exports/writeGraph.ts';
import { indexOfLog } from '../integration/searchIndex.ts';
import type { LoadedLog } from '../loader/load.ts';
import { toSite } from '../loader/loadedSite.ts';
import { buildLog } from '../log/buildLog.ts';
import type { Entry } from '../log/entry.ts';
import { lastChange } from '../log/records.ts';
import type { Site } from '../site.ts';

/** Everything that is made from all entries at once. */
const makers: readonly ((site: Site, loaded: Pick<LoadedLog, 'log' | 'html' | 'words'>) => unknown)[] = [
  (site) => exportFormats.map((format) => exports[format].write(citations(site.log), site)),
  ({ log, urls }) => [logFile(log, urls), writeGraph(log)],
  (site) => {
    const { log, urls } = site;
    if (log.site === undefined) return;
    const feed = wholeFeed(site);
    const items = feedItems(site, feed);
    atomFeed(log, feed, items, log.site);
    jsonFeed(log, items, urls, log.site);
    feedList(site, log.site);
  },
  (site) => [guide(site), site.log.nodes.map((entry) => markdownPage(site, entry, ''))],
  (site) => chartsOf(site),
  ({ log, urls, wording }) =>
    [...log.weeks, ...log.pages, ...log.resources].map((entry) => [
      preview(entry, wording),
      urls.absolute(urls.entry(entry)),
      lastChange(entry),
    ]),
  (site) => {
    const pages = wholeLogPages(site.log, site.html);
    return pages.map((page) => wholeLog(site, pages, page));
  },
  (_, loaded) => indexOfLog(loaded),
];

/**
 * The single entry that is enough to make a feed, an export, a chart, the sitemap or the search index fail with the
 * same message as a build. Undefined if there is none. Halves the log until one entry is left.
 */
export async function failingEntry(
  { entries, html, words }: Pick<LoadedLog, 'entries' | 'html' | 'words'>,
  error: unknown,
): Promise<Entry | undefined> {
  const roots = entries.filter(({ kind }) => kind === 'log');
  const others = entries.filter(({ kind }) => kind !== 'log');
  for (const make of makers) {
    const fails = async (some: readonly Entry[]): Promise<boolean> => {
      try {
        const { log } = buildLog([...roots, ...some], { drafts: false });
        await make(toSite({ log, html, words }), { log, html, words });
        return false;
      } catch (own) {
        return messageOf(own) === messageOf(error);
      }
    };
    if (await fails([])) return roots[0];
    const found = await firstOf(others, fails);
    if (found) return found;
  }
  return undefined;
}

async function firstOf(
  entries: readonly Entry[],
  fails: (some: readonly Entry[]) => Promise<boolean>,
): Promise<Entry | undefined> {
  if (entries.length === 0 || !(await fails(entries))) return undefined;
  if (entries.length === 1) return entries[0];
  const middle = Math.ceil(entries.length / 2);
  return (await firstOf(entries.slice(0, middle), fails)) ?? firstOf(entries.slice(middle), fails);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
