import { join } from 'node:path';
import { formatLock, lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import { addressesOf, checkLinks, discussedAt } from './links/checkLinks.ts';
import { recheckAfter } from './links/recheck.ts';
import { deadOf, reportOf, summaryOf } from './links/report.ts';
import { userAgentFor } from './web/userAgent.ts';
import { publicWeb, type Web } from './web/web.ts';
import { checkLog } from '../loader/check.ts';
import { readLock } from '../loader/readLinkLock.ts';
import { formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { writeWhole } from './replaceFile.ts';

/**
 * Checks the external links of a log and saves the results in `links.lock.json`. Returns the exit code: 1 if no host
 * answered or, with `strict`, if a link is dead.
 */
export async function links(
  folder: string,
  options: {
    readonly olderThan?: number;
    readonly report?: string;
    readonly strict?: boolean;
    readonly web?: Partial<Web>;
    readonly day?: string;
  } = {},
): Promise<number> {
  const { olderThan = recheckAfter, report, strict = false, day = new Date().toISOString().slice(0, 10) } = options;
  const { links: known, problems: ofLock } = await readLock(folder);
  if (ofLock.length > 0) return complain(formatProblems(ofLock, new Map()));
  const { entries, problems } = await checkLog(folder);
  const files = addressesOf(entries);
  // An entry that cannot be read may contain these addresses, so their records are kept.
  const forgotten = problems.some(isError) ? Object.keys(known).filter((address) => !files.has(address)) : [];
  const web = { ...publicWeb, userAgent: userAgentFor(entries, 'link check'), ...options.web };
  const look = await checkLinks([...files.keys()], known, { web, day, olderThan, discussed: discussedAt(entries) });
  if (look.isOffline) return complain('No host answered. Is this machine online? Nothing was written.');
  const kept = Object.fromEntries(forgotten.flatMap((address) => [[address, known[address]] as const]));
  await writeWhole(join(folder, lockFile), formatLock({ ...kept, ...look.links } as typeof look.links));
  if (report !== undefined) await writeWhole(report, reportOf(look, files));
  say(summaryOf(look).split('\n').map(onOneLine).join('\n'));
  return strict && deadOf(look.links) > 0 ? 1 : 0;
}
