import { daysBetween } from './date.ts';

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

/** The result of checking an address. Days are `YYYY-MM-DD`. */
export interface LinkRecord {
  /** The day of the last check. */
  readonly checked: string;
  /** The result of that check: an HTTP status, or why there is none. */
  readonly status: number | Failure;
  /** The day it last worked; missing if that is the day of `checked`, or if it never worked. */
  readonly seen?: string | undefined;
  /** The target of a permanent redirect. */
  readonly moved?: string | undefined;
  /** The first day of the current failure, and the number of days on which a check failed. */
  readonly failing?: { readonly since: string; readonly times: number } | undefined;
  /** The number of comments on a discussion, and the day on which it was read. */
  readonly comments?: { readonly count: number; readonly on: string } | undefined;
  /** A copy in the Internet Archive. */
  readonly archived?: string | undefined;
}

/** The records of all addresses, by `linkKey()`. */
export type LinkRecords = Readonly<Record<string, LinkRecord>>;

/** The key of an address: the address without its fragment, which is never sent to a server. */
export function linkKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const key = new URL(address);
  key.hash = '';
  return key.href;
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
