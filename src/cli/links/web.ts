import ipaddr from 'ipaddr.js';
import pLimit from 'p-limit';

/** How the web is looked at; tests set other limits and allow this machine. */
export interface Web {
  /** Says who asks, and for which log. */
  readonly userAgent: string;
  /** How long an answer may take, in milliseconds. */
  readonly timeout: number;
  /** How long a host is left in peace after a request, in milliseconds. */
  readonly pause: number;
  /** How many requests may run at once, each to another host. */
  readonly atOnce: number;
  /** The longest wait that a host can ask for with `Retry-After`, in milliseconds; for a longer one it is left alone. */
  readonly longestWait: number;
  /** Whether a host with this IP address may be asked. */
  readonly isAllowed: (ip: string) => boolean;
  readonly ports: ReadonlySet<string>;
  /** The availability API of the Internet Archive. */
  readonly archive: string;
}

/** Polite, and blind to everything but public hosts on the usual ports. */
export const publicWeb: Omit<Web, 'userAgent'> = {
  timeout: 15_000,
  pause: 1_000,
  atOnce: 8,
  longestWait: 30_000,
  isAllowed: isPublic,
  ports: new Set(['', '80', '443']),
  archive: 'https://archive.org/wayback/available',
};

/** Whether an IP address belongs to the public internet (the registries of special-purpose addresses, RFC 6890). */
export function isPublic(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  if (address.range() !== 'unicast') return false;
  // Of IPv6, only this block has been given out (RFC 4291, section 2.4).
  return address.kind() === 'ipv4' || address.match(ipaddr.parseCIDR('2000::/3'));
}

/** Runs work that asks a host: one at a time for each host, with a pause after it, and few at once in all. */
export type Pace = <T>(host: string, work: () => Promise<T>) => Promise<T>;

/** Starts a queue for each host. */
export function makePace({ atOnce, pause }: Pick<Web, 'atOnce' | 'pause'>): Pace {
  const all = pLimit(atOnce);
  const lines = new Map<string, { readonly next: ReturnType<typeof pLimit>; free: number }>();
  return (host, work) => {
    const line = lines.get(host) ?? { next: pLimit(1), free: 0 };
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

/** Lets time pass, in milliseconds. */
export function wait(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.max(0, time)));
}
