import { z } from 'zod';
import type { LinkRecord } from '../../log/linkRecord.ts';
import { request } from '../web/request.ts';
import type { Pace, Web } from '../web/web.ts';

const largestAnswer = 64 * 1024;

/** The parts of the Internet Archive's answer that we use (archive.org/help/wayback_api.php). */
const answer = z.object({
  archived_snapshots: z.object({
    closest: z.object({ available: z.literal(true), status: z.string().regex(/^2/), url: z.url() }).optional(),
  }),
});

/**
 * The address of a copy in the Internet Archive, from about the day when the link last worked; undefined if there is
 * none.
 */
export async function archivedCopy(
  address: string,
  { seen }: Pick<LinkRecord, 'seen'>,
  web: Web,
  pace: Pace,
): Promise<string | undefined> {
  const api = new URL(web.archive);
  api.searchParams.set('url', address);
  if (seen !== undefined) api.searchParams.set('timestamp', seen.replaceAll('-', ''));
  const { status, body } = await pace(api.host, () => request('GET', api, web, { bytes: largestAnswer }));
  if (status !== 200) return undefined;
  try {
    const { closest } = answer.parse(JSON.parse(body)).archived_snapshots;
    const copy = closest && new URL(closest.url);
    if (copy?.hostname !== 'web.archive.org') return undefined;
    copy.protocol = 'https:';
    return copy.href;
  } catch {
    return undefined;
  }
}
