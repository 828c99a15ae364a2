import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** HTML compressed to about a tenth, so that a long log fits into memory. */
export type PackedHtml = Uint8Array;

/** Packs HTML with DEFLATE (RFC 1951), at the fastest level. */
export function packHtml(html: string): PackedHtml {
  return new Uint8Array(deflateRawSync(html, { level: 1 }));
}

/** Unpacks HTML. Throws if the data is damaged. */
export function unpackHtml(packed: PackedHtml): string {
  return inflateRawSync(packed).toString('utf8');
}
