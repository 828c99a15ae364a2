import { createHash } from 'node:crypto';

/** Something of a cache with a seal in its first line, by which it shows whether it still is as it was written. */
export function sealed(text: string): string;
export function sealed(bytes: Uint8Array): Uint8Array;
export function sealed(content: string | Uint8Array): string | Uint8Array {
  const seal = `${sealOf(content)}\n`;
  return typeof content === 'string' ? seal + content : Buffer.concat([Buffer.from(seal), content]);
}

/** Reads what is below a seal: undefined where it is damaged or was written by something else, which is said once. */
export function makeUnsealer(
  say: (line: string) => void = console.error,
): <Content extends string | Uint8Array>(content: Content) => Content | undefined {
  let isSaid = false;
  return (content) => {
    const { seal, inside } = opened(content);
    if (seal === sealOf(inside)) return inside as typeof content;
    if (!isSaid) say('What is kept in .astro/ is damaged or foreign, and is made anew.');
    isSaid = true;
    return undefined;
  };
}

function opened(content: string | Uint8Array): { readonly seal: string; readonly inside: string | Uint8Array } {
  if (typeof content === 'string') {
    const end = content.indexOf('\n');
    return { seal: content.slice(0, Math.max(0, end)), inside: content.slice(end + 1) };
  }
  const end = content.indexOf('\n'.charCodeAt(0));
  const seal = Buffer.from(content.subarray(0, Math.max(0, end))).toString('latin1');
  return { seal, inside: content.subarray(end + 1) };
}

function sealOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}
