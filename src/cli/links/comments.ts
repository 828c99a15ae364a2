import { z } from 'zod';
import { request } from '../web/request.ts';
import type { Pace, Web } from '../web/web.ts';

const largestAnswer = 4 * 1024 * 1024;

/**
 * The number of comments on a discussion, from the public interface of its host. Undefined if the host has none that
 * needs no account, as for the discussions of GitHub, or does not answer with a number.
 */
export async function commentsOn(address: string, web: Web, pace: Pace): Promise<number | undefined> {
  for (const { discussion, api, field } of web.forums) {
    if (!discussion.test(address)) continue;
    const url = new URL(address.replace(discussion, api));
    const { status, body } = await pace(url.host, () => request('GET', url, web, { bytes: largestAnswer }));
    if (status !== 200) return undefined;
    try {
      return z.object({ [field]: z.int().min(0) }).parse(JSON.parse(body))[field];
    } catch {
      return undefined;
    }
  }
  return undefined;
}
