import { createHash } from 'node:crypto';

/** A text of a cache with a seal in its first line, by which it shows whether it still is as it was written. */
export function sealed(text: string): string {
  return `${sealOf(text)}\n${text}`;
}

/** Reads texts below their seals: undefined where one is damaged or was written by something else, which is said once. */
export function makeUnsealer(say: (line: string) => void = console.error): (text: string) => string | undefined {
  let isSaid = false;
  return (text) => {
    const end = text.indexOf('\n');
    const inside = text.slice(end + 1);
    if (end >= 0 && text.slice(0, end) === sealOf(inside)) return inside;
    if (!isSaid) say('What is kept in .astro/ is damaged or foreign, and is made anew.');
    isSaid = true;
    return undefined;
  };
}

function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
