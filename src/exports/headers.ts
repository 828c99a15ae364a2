import { exportFormats, exports } from './exports.ts';
import { contentPolicy } from './contentPolicy.ts';
import { exportEndings } from '../urls/urls.ts';

/** The headers of one file of the site, of all files in a folder, or of all files with an extension. */
export interface HeaderRule {
  /** Relative to the base path. One `*` stands for any characters, slashes included, as in `feeds/*` and `*.md`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long a browser caches a file. */
export const caching = {
  /** For names that change with the content. */
  forever: 'public, max-age=31536000, immutable',
  /** For the code of the search, so that no search waits for it to be revalidated. */
  minutes: 'public, max-age=300',
  /** Revalidated each time; an unchanged file costs a few bytes. */
  never: 'public, max-age=0, must-revalidate',
} as const;

/** The headers of every response, including errors. */
export async function securityHeaders(): Promise<Readonly<Record<string, string>>> {
  return {
    'Content-Security-Policy': await contentPolicy('headers'),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

const atom = { 'Content-Type': 'application/atom+xml; charset=utf-8' };
const binary = { 'Content-Type': 'application/octet-stream' };

/**
 * Cache times and media types of the files of a built site, if a host cannot determine them itself. `paths` are all
 * files of the site. At most one rule applies to each file.
 */
export function fileRules(paths: readonly string[]): readonly HeaderRule[] {
  const pictures = paths.filter((path) => path.startsWith('images/'));
  const kept: readonly HeaderRule[] = [
    { path: '_astro/*', headers: { 'Cache-Control': caching.forever } },
    // Files in an owner's `public/images/` have names without hashes.
    ...(pictures.length > 0 && pictures.every((path) => hashedPicture.test(path))
      ? [{ path: 'images/*', headers: { 'Cache-Control': caching.forever } }]
      : []),
    // One rule for all: Cloudflare Pages takes at most a hundred, and one `*` in each.
    ...(paths.some((path) => path.startsWith('feeds/')) ? [{ path: 'feeds/*', headers: atom }] : []),
    // By extension: hosts disagree on whether `*/index.md` includes `/index.md`.
    ...exportFormats
      .map((format) => ({
        path: `*.${exportEndings[format]}`,
        headers: { 'Content-Type': `${exports[format].mediaType}; charset=utf-8` },
      }))
      .filter((rule) => paths.some((path) => path.endsWith(rule.path.slice(1)))),
    ...['pagefind/fragment/*', 'pagefind/index/*'].map((path) => ({
      path,
      headers: { 'Cache-Control': caching.forever, ...binary },
    })),
  ];
  const own = paths.flatMap((path) => {
    const headers = headersOf(path);
    return headers ? [{ path, headers }] : [];
  });
  return [...kept, ...own];
}

const hashedPicture = /^images\/[^/]+-[0-9a-f]{10}(?:-\d+)?\.(?:png|jpg|webp|gif)$/;
const hashedFile = /^(?:pagefind\/[^/]+\.pf_meta|theme-[0-9a-f]{10}\.css)$/;
const searchCode = /^pagefind\/(?:pagefind-worker\.js|wasm\.[^/]+\.pagefind)$/;

function headersOf(path: string): HeaderRule['headers'] | undefined {
  const type = /\.(?:pf_meta|pagefind)$/.test(path) && binary;
  if (hashedFile.test(path)) return { 'Cache-Control': caching.forever, ...type };
  if (searchCode.test(path)) return { 'Cache-Control': caching.minutes, ...type };
  const mediaType = mediaTypes.get(path);
  return mediaType === undefined ? undefined : { 'Content-Type': mediaType };
}

/** Media types that the extension does not determine. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['feed.xml', atom['Content-Type']],
  ['feeds.opml', 'text/x-opml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
  ['manifest.webmanifest', 'application/manifest+json'],
]);

/**
 * The rules as a file `_headers` for Netlify and Cloudflare Pages (docs.netlify.com/manage/routing/headers,
 * developers.cloudflare.com/pages/configuration/headers). Both send `caching.never` by default. No general rule repeats
 * it, since Cloudflare joins the values of a header that two rules set.
 */
export async function headersFile(base: string, rules: readonly HeaderRule[]): Promise<string> {
  const all: readonly HeaderRule[] = [{ path: '*', headers: await securityHeaders() }, ...rules];
  const blocks = all.map(({ path, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
    return [`${base}${path}`, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}
