import { isFine, type LinkRecord } from '../../log/linkRecord.ts';
import { mostRedirects, redirectTarget } from './redirects.ts';
import { request, type Answer } from './request.ts';
import { wait, type Pace, type Web } from './web.ts';

/** A text with its address after redirects and its media type, or the reason why there is none. */
export type Fetched =
  | { readonly text: string; readonly address: string; readonly type: string }
  | { readonly status: LinkRecord['status'] }
  | { readonly isTooLarge: true };

/** What to fetch, and how. */
export interface Fetching {
  /** In bytes. */
  readonly limit: number;
  readonly accept?: string | undefined;
  /** Queues requests by host. Without it, they are sent at once. */
  readonly pace?: Pace;
  /** The pause after a request to the first host, if it has its own rule; in milliseconds. */
  readonly pause?: number | undefined;
}

const mostRetries = 2;

/**
 * Fetches the text at an address and follows redirects. Returns no text if it has more bytes than the limit. Retries a
 * busy host, after the pause that it asks for or a growing one.
 */
export async function fetchText(address: string, fetching: Fetching, web: Web): Promise<Fetched> {
  const { limit, pace = (_, work) => work(), pause } = fetching;
  let url = new URL(address);
  const first = url.host;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const own = url.host === first ? pause : undefined;
    const answer = await pace(url.host, () => askPatiently(url, fetching, web), own);
    const next = redirectTarget(answer, url);
    if (!next) {
      if (!isFine(answer.status)) return { status: answer.status };
      if ((answer.size ?? 0) > limit) return { isTooLarge: true };
      return { text: answer.body, address: url.href, type: answer.type ?? '' };
    }
    url = next;
  }
  return { status: 'too-many-redirects' };
}

async function askPatiently(url: URL, { limit, accept, pause = 0 }: Fetching, web: Web): Promise<Answer> {
  for (let retry = 1; ; retry += 1) {
    const answer = await request('GET', url, web, { bytes: limit + 1, ...(accept !== undefined && { accept }) });
    const delay = Math.max(answer.retryAfter ?? web.pause * 2 ** retry, pause);
    if (retry > mostRetries || !isBusy(answer.status) || delay > web.longestWait) return answer;
    await wait(delay);
  }
}

function isBusy(status: Answer['status']): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}
