import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HtmlSize } from '../site.ts';

/** The size of HTML, and the HTML compressed to about a tenth, so that a long log fits into memory. */
export type PackedHtml = Uint8Array;

/** In bytes. The size has two numbers of four bytes. */
const sizeLength = 8;

/** Packs HTML with DEFLATE (RFC 1951), at the fastest level. */
export function packHtml(html: string): PackedHtml {
  const size = Buffer.alloc(sizeLength);
  size.writeUInt32LE(Buffer.byteLength(html), 0);
  size.writeUInt32LE(html.split(/<(?=[a-z])/).length - 1, 4);
  return new Uint8Array(Buffer.concat([size, deflateRawSync(html, { level: 1 })]));
}

/** Unpacks HTML. Throws if the data is damaged. */
export function unpackHtml(packed: PackedHtml): string {
  return inflateRawSync(packed.subarray(sizeLength)).toString('utf8');
}

/** The size of packed HTML. */
export function sizeOfHtml({ buffer, byteOffset }: PackedHtml): HtmlSize {
  const size = new DataView(buffer, byteOffset, sizeLength);
  return { bytes: size.getUint32(0, true), elements: size.getUint32(4, true) };
}
