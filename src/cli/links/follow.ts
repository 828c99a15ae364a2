import { isFine, type LinkRecord } from '../../log/linkRecord.ts';
import { isRedirect, mostRedirects, redirectTarget } from '../web/redirects.ts';
import { request, type Answer } from '../web/request.ts';
import { wait, type Pace, type Web } from '../web/web.ts';

/** The result of a request for an address, after its redirects. */
export interface LinkStatus {
  readonly status: LinkRecord['status'];
  /** Its new address: the last one reached by permanent redirects only. */
  readonly moved?: string;
}

/**
 * Returns a function that checks an address. It returns undefined if the host asked for a long pause: that host gets no
 * more requests, and its addresses wait for another day.
 */
export function makeFollow(web: Web, pace: Pace): (address: string) => Promise<LinkStatus | undefined> {
  const pausedHosts = new Set<string>();
  const fetchPolitely = (method: 'HEAD' | 'GET', url: URL): Promise<Answer | undefined> =>
    pace(url.host, async () => {
      if (pausedHosts.has(url.host)) return undefined;
      const first = await request(method, url, web);
      if (first.retryAfter === undefined || (first.status !== 429 && first.status !== 503)) return first;
      if (first.retryAfter <= web.longestWait) {
        await wait(first.retryAfter);
        return request(method, url, web);
      }
      pausedHosts.add(url.host);
      return undefined;
    });
  return async (address) => {
    let url = new URL(address);
    let moved: string | undefined;
    let isPermanent = true;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const head = await fetchPolitely('HEAD', url);
      const answer =
        head && !isConclusive(head) && head.status !== 'not-public' ? await fetchPolitely('GET', url) : head;
      if (!answer) return undefined;
      const next = redirectTarget(answer, url);
      if (!next) return statusOf(address, url, answer, moved);
      isPermanent &&= answer.status === 301 || answer.status === 308;
      if (isPermanent) moved = next.href;
      url = next;
    }
    return { status: 'too-many-redirects' };
  };
}

/** Whether a GET would add nothing to this answer to HEAD, which some servers do not support. */
function isConclusive({ status, location }: Answer): boolean {
  return isFine(status) || (isRedirect(status) && location !== undefined);
}

function statusOf(address: string, end: URL, { status }: Answer, moved: string | undefined): LinkStatus {
  if (!isFine(status)) return { status };
  const start = new URL(address);
  // Many sites redirect missing pages to their home page.
  if (
    end.host.replace(/^www\./, '') === start.host.replace(/^www\./, '') &&
    end.pathname === '/' &&
    end.search === ''
  ) {
    if (start.pathname !== '/' || start.search !== '') return { status: 'front-page' };
  }
  const isOther = moved !== undefined && new URL(moved).href.replace(/#.*/, '') !== start.href.replace(/#.*/, '');
  return isOther && new URL(moved).username === '' && new URL(moved).password === '' ? { status, moved } : { status };
}
