import type { LinkRecord } from '../../log/linkLock.ts';
import { isFine } from '../../log/linkLock.ts';
import { mostRedirects, redirectTarget } from './follow.ts';
import { request } from './request.ts';
import type { Web } from './web.ts';

/** The text at an address, or the reason why there is none. */
export type Fetched =
  { readonly text: string } | { readonly status: LinkRecord['status'] } | { readonly isTooLarge: true };

/** Fetches the text at an address and follows redirects. Returns no text if it has more bytes than the limit. */
export async function fetchText(address: string, limit: number, web: Web): Promise<Fetched> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await request('GET', url, web, limit + 1);
    const next = redirectTarget(answer, url);
    if (!next) {
      if (!isFine(answer.status)) return { status: answer.status };
      return Buffer.byteLength(answer.body) > limit ? { isTooLarge: true } : { text: answer.body };
    }
    url = next;
  }
  return { status: 'too-many-redirects' };
}
