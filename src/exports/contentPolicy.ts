/**
 * The inline script of every page: it applies the reader's theme before the first paint, to prevent a flash of another.
 * It is text because the content policy allows it by its hash.
 */
export const startScript = `document.documentElement.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('keys') === 'off') document.documentElement.dataset.keys = 'off';
} catch {}`;

/**
 * The Content Security Policy (W3C, Level 3) of all pages. It allows files of the site, the start script, and the
 * WebAssembly of the search. Style attributes are allowed because KaTeX positions glyphs with them; the sanitiser removes
 * all others. In `pages`, the policy omits `frame-ancestors`, which browsers ignore inside a page.
 */
export async function contentPolicy(where: 'pages' | 'headers'): Promise<string> {
  startHash ??= hashOf(startScript);
  const directives = {
    'default-src': "'none'",
    'script-src': `'self' 'wasm-unsafe-eval' '${await startHash}'`,
    'style-src': "'self'",
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    ...(where === 'headers' && { 'frame-ancestors': "'none'" }),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

let startHash: Promise<string> | undefined;

/** The hash of a script as a policy source. */
async function hashOf(script: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}
