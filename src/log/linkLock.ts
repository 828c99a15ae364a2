import { z } from 'zod';
import { daysBetween, parseDate } from './date.ts';
import { compareText } from './problem.ts';
import { url } from './values.ts';

/** The file next to `content/` with the results of `learnlog links`. */
export const lockFile = 'links.lock.json';

/** Reasons why an address has no HTTP status, with their names in messages. */
export const failures = {
  timeout: 'no answer in time',
  'unknown-host': 'no such host',
  'no-answer': 'no connection',
  'bad-certificate': 'an invalid certificate',
  'too-many-redirects': 'too many redirects',
  'front-page': 'a redirect to the home page',
  'not-public': 'not a public host',
} as const;
export type Failure = keyof typeof failures;

const day = z
  .string()
  .refine((text) => text.length === 10 && parseDate(text) !== undefined, 'is a day like 2026-11-12');
const status = z.union([z.int().min(100).max(999), z.enum(Object.keys(failures) as [Failure, ...Failure[]])]);

const record = z.strictObject({
  /** The day of the last check. */
  checked: day,
  /** The result of that check. */
  status,
  /** The day it last worked; missing if that is the day of `checked`, or if it never worked. */
  seen: day.optional(),
  /** The target of a permanent redirect. */
  moved: url.optional(),
  /** The first day of the current failure, and the number of days on which a check failed. */
  failing: z.strictObject({ since: day, times: z.int().min(1) }).optional(),
  /** The number of comments on a discussion, and the day on which it was read. */
  comments: z.strictObject({ count: z.int().min(0), on: day }).optional(),
  /** A copy in the Internet Archive. */
  archived: url.optional(),
});

const lock = z.strictObject({ version: z.literal(1), links: z.record(z.string().regex(/^https?:\/\//), record) });

/** The record of an address. */
export type LinkRecord = Readonly<z.output<typeof record>>;

/** The records of all addresses, by `linkKey()`. */
export type LinkRecords = Readonly<Record<string, LinkRecord>>;

/** The key of an address: the address without its fragment, which is never sent to a server. */
export function linkKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const key = new URL(address);
  key.hash = '';
  return key.href;
}

/** Parses a lock file; returns a message if the text is invalid. */
export function parseLock(text: string): { readonly links: LinkRecords } | { readonly message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { message: `"${lockFile}" is not JSON.` };
  }
  const { data, error } = lock.safeParse(json);
  if (data) return { links: data.links };
  const [issue] = error.issues;
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
  if (typeof version === 'number' && version > 1) {
    return {
      message: `"${lockFile}" has version ${version}, written by a later version of Learnlog. This one reads version 1.`,
    };
  }
  return { message: `"${lockFile}" has an unexpected value at "${issue?.path.join('.') ?? ''}".` };
}

const order = [
  'checked',
  'status',
  'seen',
  'moved',
  'failing',
  'comments',
  'archived',
] as const satisfies (keyof LinkRecord)[];

/** The text of a lock file: sorted, one address per line, to keep diffs small. */
export function formatLock(links: LinkRecords): string {
  const lines = Object.entries(links)
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([key, value]) =>
        `    ${JSON.stringify(key)}: ${JSON.stringify(value, [...order, 'since', 'times', 'count', 'on'])}`,
    );
  return `{\n  "version": 1,\n  "links": {${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}}\n}\n`;
}

/** The state of an address. An unclear one may still work: many hosts block programs or are down for a day. */
export type LinkState = 'fine' | 'moved' | 'unclear' | 'dead';

/** An address is dead after this many failures over more than this many days. */
const deadAfter = { times: 4, days: 14 } as const;

/** The state of an address, from its record. */
export function stateOf({ status: last, moved, failing, checked }: LinkRecord): LinkState {
  if (last === 404 || last === 410) return 'dead';
  if (isFine(last)) return moved === undefined ? 'fine' : 'moved';
  const lasts = failing && failing.times >= deadAfter.times && daysBetween(failing.since, checked) > deadAfter.days;
  return lasts ? 'dead' : 'unclear';
}

/** Whether a status means success. */
export function isFine(last: LinkRecord['status']): boolean {
  return typeof last === 'number' && last >= 200 && last < 300;
}

/** The last status, for messages. */
export function describeStatus({ status: last }: Pick<LinkRecord, 'status'>): string {
  return typeof last === 'number' ? `status ${last}` : failures[last];
}

/** The new address after a permanent redirect, with the original fragment. */
export function movedTo(address: string, { moved }: LinkRecord): string | undefined {
  const fragment = new URL(address).hash;
  return moved === undefined || moved.includes('#') ? moved : `${moved}${fragment}`;
}
