import { hasCharts } from '../charts/hasCharts.ts';
import { makeWording } from '../i18n/wording.ts';
import { logKey, type Entry, type EntryKey } from '../log/entry.ts';
import type { Log } from '../log/log.ts';
import { dayOf } from '../log/date.ts';
import { isError } from '../log/problem.ts';
import { darkColours, usualColours } from '../charts/share/palette.ts';
import { sharesOf, type Shares } from '../charts/share/shares.ts';
import { hash } from 'node:crypto';
import { writtenPlaces } from '../markdown/parse.ts';
import type { WrittenPlaces } from '../markdown/writtenPlaces.ts';
import type { Site } from '../site.ts';
import { makeUrls } from '../urls/urls.ts';
import type { LinkedFile } from './linkedFiles.ts';
import type { LoadedLog } from './load.ts';
import type { Picture } from './pictures.ts';
import type { Theme } from './theme.ts';

/** The site, with the pictures and other files that it serves and the owner's style sheet. */
export type LoadedSite = Site & {
  readonly pictures: readonly Picture[];
  readonly files: readonly LinkedFile[];
  readonly theme: Theme | undefined;
  readonly remember: LoadedLog['remember'];
  readonly shares: Shares;
  readonly sources: Sources;
};

/** The files of the entries. */
interface Sources {
  readonly get: (key: EntryKey) => string | undefined;
  /** What the published Markdown of an entry changes in its text. */
  readonly placesIn: (key: EntryKey) => WrittenPlaces;
  /** A hash of all that an entry was read from: its text and the macros. */
  readonly hashOf: (key: EntryKey) => string | undefined;
  /** The entry as it was read, before the graph was built. */
  readonly entryOf: (key: EntryKey) => Entry | undefined;
}

/** The site of a log. What is missing in it is empty. */
export function toSite({
  log,
  words,
  html,
  pictures = [],
  files = [],
  theme,
  remember = (_, make) => make(),
  problems = [],
  texts = new Map(),
  placesIn = (_, text) => writtenPlaces(text),
  entries = [],
}: Pick<LoadedLog, 'log' | 'words' | 'html'> & Partial<LoadedLog>): LoadedSite {
  let hasAnyChart: boolean | undefined;
  let shares: Shares | undefined;
  const site: LoadedSite = {
    log,
    urls: makeUrls(log.site),
    wording: makeWording(log.language, words, log),
    html,
    pictures,
    files,
    theme,
    colours: { light: { ...usualColours, ...theme?.colours }, dark: { ...darkColours, ...theme?.darkColours } },
    remember,
    sources: sourcesOf(log, { texts, placesIn, entries }),
    problems: problems.filter(isError),
    get hasCharts() {
      hasAnyChart ??= hasCharts(log);
      return hasAnyChart;
    },
    get shares() {
      shares ??= sharesOf(site, theme?.colours);
      return shares;
    },
    today: dayOf(new Date()),
  };
  return site;
}

function sourcesOf(
  log: Log,
  { texts, placesIn, entries }: Pick<LoadedLog, 'texts' | 'placesIn' | 'entries'>,
): LoadedSite['sources'] {
  const get = (key: EntryKey) => texts.get(key === logKey ? `content/${logKey}.md` : (log.find(key)?.file ?? ''));
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const root = byKey.get(logKey);
  const macros = JSON.stringify(root && 'macros' in root.fields ? root.fields.macros : {});
  const hashes = new Map<EntryKey, string | undefined>();
  return {
    get,
    placesIn: (key) => placesIn(key, get(key) ?? ''),
    hashOf: (key) => {
      if (!hashes.has(key)) {
        const text = get(key);
        hashes.set(key, text === undefined ? undefined : hash('sha256', `${macros}\n${text}`, 'base64url'));
      }
      return hashes.get(key);
    },
    entryOf: (key) => byKey.get(key),
  };
}
