/**
 * What runs in the head of every page before anything is drawn: the reader's choice of theme, so that no page flashes in
 * another one. It is a text, since the policy of a page allows this one inline script by its hash.
 */
export const startScript = `document.documentElement.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('keys') === 'off') document.documentElement.dataset.keys = 'off';
} catch {}`;

/**
 * What a page may load and run, as a Content Security Policy (W3C, Level 3): files of the site, the script that starts
 * every page, and the WebAssembly of the search. Style attributes are allowed since KaTeX places every glyph by one;
 * the sanitiser lets none through. `pages` is the policy inside a page, where a browser ignores who may frame it.
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

/** A script by its hash, as a policy names it. */
async function hashOf(script: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}
