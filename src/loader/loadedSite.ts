import { hasCharts } from '../charts/hasCharts.ts';
import { makeWording } from '../i18n/wording.ts';
import { logKey, type EntryKey } from '../log/entry.ts';
import type { Log } from '../log/log.ts';
import { dayOf } from '../log/date.ts';
import { isError } from '../log/problem.ts';
import { darkColours, usualColours } from '../charts/share/palette.ts';
import { sharesOf, type Shares } from '../charts/share/shares.ts';
import { hash } from 'node:crypto';
import { writtenPlaces } from '../markdown/parse.ts';
import type { WrittenPlaces } from '../markdown/writtenPlaces.ts';
import type { Bodies, Site } from '../site.ts';
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
  /** The text of the file of each entry, and what its published Markdown changes in it. */
  readonly sources: Pick<Bodies, 'get' | 'hashOf'> & { readonly placesIn: (key: EntryKey) => WrittenPlaces };
};

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
    sources: sourcesOf(log, texts, placesIn),
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

function sourcesOf(log: Log, texts: LoadedLog['texts'], placesIn: LoadedLog['placesIn']): LoadedSite['sources'] {
  const get = (key: EntryKey) => texts.get(key === logKey ? `content/${logKey}.md` : (log.find(key)?.file ?? ''));
  return {
    get,
    placesIn: (key) => placesIn(key, get(key) ?? ''),
    hashOf: (key) => {
      const text = get(key);
      return text === undefined ? undefined : hash('sha256', text, 'base64url');
    },
  };
}
