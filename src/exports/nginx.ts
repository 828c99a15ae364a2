import { caching, securityHeaders, type HeaderRule } from './headers.ts';

/** Types of text, which nginx compresses. Fonts, pictures and the search index are compressed already. */
const textTypes = [
  'text/css',
  'text/javascript',
  'text/markdown',
  'text/plain',
  'text/x-opml',
  'text/xml',
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'application/xml',
  'application/atom+xml',
  'application/feed+json',
  'application/vnd.citationstyles.csl+json',
  'application/x-bibtex',
  'application/x-research-info-systems',
  'image/svg+xml',
];

/** Configuration files for hosts, which readers must not get. */
const forHosts = ['_headers', '_nginx.conf'];

/**
 * The rules as an include for an nginx `server` whose root has the site at its base path. Undefined if the base, which
 * comes from an entry, has characters with a meaning in a configuration.
 */
export async function nginxInclude(base: string, rules: readonly HeaderRule[]): Promise<string | undefined> {
  const folder = decodeURI(base);
  if (!/^\/(?:[\p{L}\p{N}._~-]+\/)*$/u.test(folder)) return undefined;
  const security = Object.entries(await securityHeaders());
  return `# Written by "learnlog build" each time. Include it in the server of the site; nginx reads it when it reloads.

# A folder without its slash is redirected on the host, port and scheme that the reader used.
absolute_redirect off;
server_tokens off;
index index.html;
error_page 404 ${folder}404.html;
charset utf-8;
charset_types ${textTypes.join(' ')};

gzip on;
gzip_vary on;
gzip_proxied any;
gzip_min_length 1000;
gzip_types ${textTypes.join(' ')};

# A variable, since a location with a header of its own would send none of these.
set $learnlog_cache "${caching.never}";
add_header Cache-Control $learnlog_cache always;
${security.map(([name, value]) => `add_header ${name} ${quoted(value)} always;`).join('\n')}

${rules.map((rule) => locationOf(folder, rule)).join('\n')}

${forHosts.map((name) => `location = ${folder}${name} { return 404; }`).join('\n')}
location ~ /\\.(?!well-known/) { return 404; }
`;
}

function locationOf(folder: string, { path, headers }: HeaderRule): string {
  const { 'Cache-Control': cache, 'Content-Type': type } = headers;
  const place = placeOf(folder, path);
  const parts = [
    ...(cache === undefined ? [] : [`set $learnlog_cache ${quoted(cache)};`]),
    // nginx adds the character set to text, and does not compress a type that contains one.
    ...(type === undefined ? [] : [`types {} default_type ${quoted(type.replace(/;.*/, ''))};`]),
  ];
  return `location ${place} { ${parts.join(' ')} }`;
}

/** A pattern instead of a hash, so that the include fits later builds too. */
function placeOf(folder: string, path: string): string {
  if (path.startsWith('*')) return `~ ${quoted(`^${literal(folder)}.+${literal(path.slice(1))}$`)}`;
  if (path.endsWith('*')) return `^~ ${quoted(folder + path.slice(0, -1))}`;
  if (!hash.test(path)) return `= ${quoted(folder + path)}`;
  const [before = '', after = ''] = path.split(hash);
  return `~ ${quoted(`^${literal(folder + before)}[0-9a-f]{10}${literal(after)}$`)}`;
}

const hash = /(?<![0-9a-z])[0-9a-f]{10}(?![0-9a-z])/;

function literal(text: string): string {
  return text.replace(/[.-]/g, '[$&]');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
