import ipaddr from 'ipaddr.js';
import pLimit from 'p-limit';

/** Limits for requests. Tests use other limits, and allow this machine. */
export interface Web {
  /** Identifies this program and the log. */
  readonly userAgent: string;
  /** The email address of the owner, only for sources that ask for one. */
  readonly mail?: string;
  /** The longest time for an answer, in milliseconds. */
  readonly timeout: number;
  /** The pause between requests to the same host, in milliseconds. */
  readonly pause: number;
  /** The most requests at once, each to a different host. */
  readonly atOnce: number;
  /** The longest `Retry-After` that is waited for, in milliseconds. */
  readonly longestWait: number;
  /** Whether requests may go to this IP address. */
  readonly isAllowed: (ip: string) => boolean;
  readonly ports: ReadonlySet<string>;
  /** The availability API of the Internet Archive. */
  readonly archive: string;
  /** Where discussions are, and where to ask for their number of comments. */
  readonly forums: readonly Forum[];
}

/** A site of discussions, with an interface that needs no account. */
export interface Forum {
  readonly discussion: RegExp;
  /** The address of the JSON about a discussion, with the groups of its address: `$1`. */
  readonly api: string;
  /** The field that has the number of comments. */
  readonly field: string;
}

/** Allows only public hosts on the standard ports. */
export const publicWeb: Omit<Web, 'userAgent'> = {
  timeout: 15_000,
  pause: 1_000,
  atOnce: 8,
  longestWait: 30_000,
  isAllowed: isPublic,
  ports: new Set(['', '80', '443']),
  archive: 'https://archive.org/wayback/available',
  forums: [
    {
      // github.com/HackerNews/API
      discussion: /^https:\/\/news\.ycombinator\.com\/item\?id=(\d+)$/,
      api: 'https://hacker-news.firebaseio.com/v0/item/$1.json',
      field: 'descendants',
    },
    {
      discussion: /^https:\/\/lobste\.rs\/s\/([a-z0-9]+)(?:\/[^?#]*)?$/,
      api: 'https://lobste.rs/s/$1.json',
      field: 'comment_count',
    },
    {
      // docs.github.com/rest/issues/issues
      discussion: /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull)\/(\d+)$/,
      api: 'https://api.github.com/repos/$1/$2/issues/$3',
      field: 'comments',
    },
  ],
};

/** Whether an IP address belongs to the public internet (the registries of special-purpose addresses, RFC 6890). */
export function isPublic(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  if (address.range() !== 'unicast') return false;
  // The only block of IPv6 that is assigned (RFC 4291, section 2.4).
  return address.kind() === 'ipv4' || address.match(ipaddr.parseCIDR('2000::/3'));
}

/** Runs requests: one or a few at a time for each host, with a pause after each, and a few at once in all. */
export type Pace = <T>(host: string, work: () => Promise<T>, pause?: number) => Promise<T>;

/** Creates a `Pace` with a queue for each host. */
export function makePace({
  atOnce,
  pause: usual,
  perHost = 1,
}: Pick<Web, 'atOnce' | 'pause'> & { readonly perHost?: number }): Pace {
  const all = pLimit(atOnce);
  const lines = new Map<string, { readonly next: ReturnType<typeof pLimit>; free: number }>();
  return (host, work, pause = usual) => {
    const line = lines.get(host) ?? { next: pLimit(perHost), free: 0 };
    lines.set(host, line);
    return line.next(async () => {
      await wait(line.free - Date.now());
      try {
        return await all(work);
      } finally {
        line.free = Date.now() + pause;
      }
    });
  };
}

/** Waits for a time in milliseconds. */
export function wait(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.max(0, time)));
}
