/** The start of a page in which it may name its encoding (HTML, section 4.2.5.4). */
const startOfPage = 1024;

/** Decodes a body with the encoding that its media type names or, in a page, a `<meta>`; UTF-8 by default. */
export function decodeText(bytes: Uint8Array, type: string): string {
  const inType = /;\s*charset\s*=\s*"?([\w:.-]+)/i.exec(type)?.[1];
  const inPage = /^text\/html\b/i.test(type) ? charsetIn(bytes.subarray(0, startOfPage)) : undefined;
  return decoderFor(inType ?? inPage ?? 'utf-8').decode(bytes);
}

function charsetIn(start: Uint8Array): string | undefined {
  return /<meta\b[^>]*\bcharset\s*=\s*["']?([\w:.-]+)/i.exec(new TextDecoder('latin1').decode(start))?.[1];
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}
