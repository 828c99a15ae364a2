import { createHash } from 'node:crypto';

/** A text of a cache with a seal in its first line, by which it shows whether it still is as it was written. */
export function sealed(text: string): string {
  return `${sealOf(text)}\n${text}`;
}

/** The text below its seal; undefined, after saying so, where it is damaged or was written by something else. */
export function unsealed(text: string, say: (line: string) => void = console.error): string | undefined {
  const end = text.indexOf('\n');
  const inside = text.slice(end + 1);
  if (end >= 0 && text.slice(0, end) === sealOf(inside)) return inside;
  say('A file of the cache in .astro/ is damaged, and is made anew.');
  return undefined;
}

function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
