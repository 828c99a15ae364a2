import { z } from 'zod';
import { daysBetween, parseDate } from './date.ts';
import { compareText } from './problem.ts';
import { url } from './values.ts';

/** The file beside `content/` that holds what `learnlog links` found. */
export const lockFile = 'links.lock.json';

/** Why an address has no status of HTTP, and what that is called in messages. */
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
  /** When it was last looked at. */
  checked: day,
  /** What it answered then. */
  status,
  /** When it was last found in order; missing where that was on the day of `checked`, or never. */
  seen: day.optional(),
  /** Where it has moved for good. */
  moved: url.optional(),
  /** Since when it has been failing, and on how many days that was seen. */
  failing: z.strictObject({ since: day, times: z.int().min(1) }).optional(),
  /** A copy in the Internet Archive. */
  archived: url.optional(),
});

const lock = z.strictObject({ version: z.literal(1), links: z.record(z.string().regex(/^https?:\/\//), record) });

/** What is known of an address. */
export type LinkRecord = Readonly<z.output<typeof record>>;

/** What is known of each address, by its key. */
export type LinkRecords = Readonly<Record<string, LinkRecord>>;

/** The name under which an address is looked at and recorded: without what follows `#`, which no server sees. */
export function linkKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const key = new URL(address);
  key.hash = '';
  return key.href;
}

/** Reads a lock file; a message in its place where it is not one. */
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

const order = ['checked', 'status', 'seen', 'moved', 'failing', 'archived'] as const satisfies (keyof LinkRecord)[];

/** The text of a lock file: an address a line, sorted, so that a change of one is a change of one line. */
export function formatLock(links: LinkRecords): string {
  const lines = Object.entries(links)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value, [...order, 'since', 'times'])}`);
  return `{\n  "version": 1,\n  "links": {${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}}\n}\n`;
}

/** How it stands with an address. An unclear one may be in order: many hosts refuse programs, or are down for a day. */
export type LinkState = 'fine' | 'moved' | 'unclear' | 'dead';

/** What fails so often, over more than so many days, is dead. */
const deadAfter = { times: 4, days: 14 } as const;

/** How it stands with an address, by what is recorded of it. */
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

/** Where an address leads that has moved for good, with what follows its `#`. */
export function movedTo(address: string, { moved }: LinkRecord): string | undefined {
  const fragment = new URL(address).hash;
  return moved === undefined || moved.includes('#') ? moved : `${moved}${fragment}`;
}
