import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** HTML as it is kept: a tenth of its size, so that all of a long log fits into memory. */
export type PackedHtml = Uint8Array;

/** Packs HTML by DEFLATE (RFC 1951), at the level that takes least time. */
export function packHtml(html: string): PackedHtml {
  return new Uint8Array(deflateRawSync(html, { level: 1 }));
}

/** The HTML that was packed. Throws where it is none. */
export function unpackHtml(packed: PackedHtml): string {
  return inflateRawSync(packed).toString('utf8');
}
