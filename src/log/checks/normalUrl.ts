import { withoutEndSlashes } from '../endSlashes.ts';

/**
 * Normalizes an address for comparison: https, no `www.`, no trailing slash, no tracking parameters (RFC 3986,
 * section 6, and common practice).
 */
export function normalUrl(address: string): string {
  const url = new URL(address);
  const host = url.host.toLowerCase().replace(/^(www|m)\./, '');
  if (host === 'youtu.be') return `youtube.com/watch?v=${url.pathname.slice(1)}`;
  const parameters = [...url.searchParams].filter(([name]) => !/^(utm_.*|ref|si|feature|t|fbclid|gclid)$/.test(name));
  const query = new URLSearchParams(parameters.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `${host}${withoutEndSlashes(url.pathname)}${query === '' ? '' : `?${query}`}${url.hash}`;
}
