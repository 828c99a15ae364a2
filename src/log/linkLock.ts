import { z } from 'zod';
import { parseDate } from './date.ts';
import { failures, type Failure, type LinkRecord, type LinkRecords } from './linkRecord.ts';
import { compareText } from './problem.ts';
import { url } from './values.ts';

/** The file next to `content/` with the results of `learnlog links`. */
export const lockFile = 'links.lock.json';

const day = z
  .string()
  .refine((text) => text.length === 10 && parseDate(text) !== undefined, 'is a day like 2026-11-12');
const status = z.union([z.int().min(100).max(999), z.enum(Object.keys(failures) as [Failure, ...Failure[]])]);

const record: z.ZodType<LinkRecord> = z.strictObject({
  checked: day,
  status,
  seen: day.optional(),
  moved: url.optional(),
  failing: z.strictObject({ since: day, times: z.int().min(1) }).optional(),
  comments: z.strictObject({ count: z.int().min(0), on: day }).optional(),
  archived: url.optional(),
});

const lock = z.strictObject({ version: z.literal(1), links: z.record(z.string().regex(/^https?:\/\//), record) });

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
