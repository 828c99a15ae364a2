import { open, readFile, stat } from 'node:fs/promises';

/** In bytes. Tens of thousands of records take less. */
const largestFile = 64 * 1024 * 1024;
const mebibyte = 1024 * 1024;

/**
 * The text of a file that another program wrote: UTF-8 or UTF-16, with or without a byte order mark, or else
 * Windows-1252, which includes Latin-1. Line breaks become `\n`. `failure` is the reason why it cannot be read.
 */
export async function readForeignText(path: string): Promise<{ readonly text: string } | { readonly failure: string }> {
  try {
    const { size } = await stat(path);
    if (size > largestFile) return { failure: `It is larger than ${largestFile / mebibyte} MiB.` };
    return { text: decode(await readFile(path)).replace(/\r\n?/g, '\n') };
  } catch (error) {
    return { failure: `It cannot be read: ${error instanceof Error && 'code' in error ? error.code : error}.` };
  }
}

/** The first bytes of a file as text, to recognise it; empty if it cannot be read. */
export async function startOfText(path: string, bytes = 4096): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return decode(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
