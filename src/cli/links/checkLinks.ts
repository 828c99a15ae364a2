import type { Entry } from '../../log/entry.ts';
import { linkKey, stateOf, type LinkRecord, type LinkRecords } from '../../log/linkRecord.ts';
import { outsideLinks } from '../../log/outsideLinks.ts';
import { archivedCopy } from './archive.ts';
import { commentsOn } from './comments.ts';
import { makeFollow, type LinkStatus } from './follow.ts';
import { isDue, nextRecord } from './recheck.ts';
import { request } from '../web/request.ts';
import { makePace, type Web } from '../web/web.ts';

/** The result of checking the addresses of a log. */
export interface LinkCheck {
  /** The newest record of each address. */
  readonly links: LinkRecords;
  /** Numbers of addresses: in the log, checked now, and left for another day because their hosts asked for that. */
  readonly all: number;
  readonly looked: number;
  readonly waiting: number;
  /** Whether no host answered, so that nothing was recorded. */
  readonly isOffline: boolean;
}

/** The files that contain each external address, by its key. */
export function addressesOf(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, Set<string>>();
  for (const entry of entries) {
    for (const { url } of outsideLinks(entry)) {
      const key = linkKey(url);
      files.set(key, (files.get(key) ?? new Set()).add(entry.file));
    }
  }
  return new Map([...files].map(([key, names]) => [key, [...names]]));
}

/** The addresses at which entries are discussed, by their keys. */
export function discussedAt(entries: readonly Entry[]): ReadonlySet<string> {
  const all = entries.flatMap(({ kind, fields }) =>
    kind === 'log' ? fields.discussions.map(({ url }) => url) : fields.discussions,
  );
  return new Set(all.map(linkKey));
}

/** Checks the addresses that are due on a day, and adds the results to the known records. */
export async function checkLinks(
  addresses: readonly string[],
  known: LinkRecords,
  {
    web,
    day,
    olderThan,
    discussed,
  }: {
    readonly web: Web;
    readonly day: string;
    readonly olderThan: number;
    /** The addresses whose comments are counted. */
    readonly discussed: ReadonlySet<string>;
  },
): Promise<LinkCheck> {
  const pace = makePace(web);
  const follow = makeFollow(web, pace);
  const due = addresses.filter((address) => isDue(known[address], day, olderThan));
  const findings = await Promise.all(due.map(async (address) => [address, await follow(address)] as const));
  const found = findings.filter((one): one is readonly [string, LinkStatus] => one[1] !== undefined);
  const counts = { all: addresses.length, looked: found.length, waiting: due.length - found.length };
  if (found.length > 0 && found.every(([, { status }]) => isSilence(status))) {
    const { status } = await request('HEAD', new URL(web.archive), web);
    if (isSilence(status)) return { links: known, ...counts, isOffline: true };
  }
  const news = new Map(found.map(([address, finding]) => [address, nextRecord(known[address], finding, day)]));
  for (const [address, record] of news) {
    if (stateOf(record) !== 'dead' || record.archived !== undefined) continue;
    const archived = await archivedCopy(address, record, web, pace);
    if (archived !== undefined) news.set(address, { ...record, archived });
  }
  for (const [address, record] of news) {
    if (!discussed.has(address)) continue;
    const count = await commentsOn(address, web, pace);
    const comments = count === undefined ? known[address]?.comments : { count, on: day };
    if (comments) news.set(address, { ...record, comments });
  }
  const links = addresses.flatMap((address): [string, LinkRecord][] => {
    const record = news.get(address) ?? known[address];
    return record ? [[address, record]] : [];
  });
  return { links: Object.fromEntries(links), ...counts, isOffline: false };
}

function isSilence(status: LinkStatus['status']): boolean {
  return status === 'timeout' || status === 'unknown-host' || status === 'no-answer';
}
