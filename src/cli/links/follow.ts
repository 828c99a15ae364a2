import { isFine, type LinkRecord } from '../../log/linkLock.ts';
import { request, type Answer } from './request.ts';
import { wait, type Pace, type Web } from './web.ts';

/** What was found at an address at the end of its redirects. */
export interface Finding {
  readonly status: LinkRecord['status'];
  /** Where it has moved for good: as far as its redirects are permanent. */
  readonly moved?: string;
}

/** How many redirects are followed before an address is given up. */
export const mostRedirects = 5;

/**
 * Looks at addresses. Gives nothing where a host asks to be left in peace for long: it is not asked again, and its
 * addresses wait for another day.
 */
export function makeFollow(web: Web, pace: Pace): (address: string) => Promise<Finding | undefined> {
  const resting = new Set<string>();
  const ask = (method: 'HEAD' | 'GET', url: URL): Promise<Answer | undefined> =>
    pace(url.host, async () => {
      if (resting.has(url.host)) return undefined;
      const first = await request(method, url, web);
      if (first.retryAfter === undefined || (first.status !== 429 && first.status !== 503)) return first;
      if (first.retryAfter <= web.longestWait) {
        await wait(first.retryAfter);
        return request(method, url, web);
      }
      resting.add(url.host);
      return undefined;
    });
  return async (address) => {
    let url = new URL(address);
    let moved: string | undefined;
    let isPermanent = true;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const head = await ask('HEAD', url);
      const answer = head && !isGood(head) && head.status !== 'not-public' ? await ask('GET', url) : head;
      if (!answer) return undefined;
      const next = redirectTarget(answer, url);
      if (!next) return findingOf(address, url, answer, moved);
      isPermanent &&= answer.status === 301 || answer.status === 308;
      if (isPermanent) moved = next.href;
      url = next;
    }
    return { status: 'too-many-redirects' };
  };
}

/** Whether an answer to HEAD, which some servers do not know, can be taken for one to GET. */
function isGood({ status, location }: Answer): boolean {
  return isFine(status) || (isRedirect(status) && location !== undefined);
}

function isRedirect(status: Answer['status']): boolean {
  return [301, 302, 303, 307, 308].includes(Number(status));
}

/** Where an answer sends on to; undefined where it is no redirect to the web. */
export function redirectTarget({ status, location }: Answer, from: URL): URL | undefined {
  if (!isRedirect(status) || location === undefined || !URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return target.protocol === 'http:' || target.protocol === 'https:' ? target : undefined;
}

function findingOf(address: string, end: URL, { status }: Answer, moved: string | undefined): Finding {
  if (!isFine(status)) return { status };
  const start = new URL(address);
  // A page that is gone is often said to be the front page.
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
