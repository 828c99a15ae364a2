import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file of a cache with a seal in its first line, by which it shows whether it still is as it was written. It is
 * moved into its place whole, so that nobody reads half of it; where it cannot be written, it is done without.
 */
export async function writeSealed(file: string, content: string | Uint8Array): Promise<void> {
  const next = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(next, Buffer.concat([Buffer.from(`${sealOf(content)}\n`), Buffer.from(content)]));
    await rename(next, file);
  } catch {
    await rm(next, { force: true }).catch(() => undefined);
  }
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
