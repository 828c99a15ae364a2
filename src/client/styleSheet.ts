const loading = new Map<string, Promise<void>>();

/**
 * Loads a style sheet, once; resolves when it applies or has failed to load. Astro would put the style sheets of lazy
 * scripts into the head of every page.
 */
export function loadStyleSheet(href: string): Promise<void> {
  const loaded = loading.get(href) ?? addStyleSheet(href);
  loading.set(href, loaded);
  return loaded;
}

function addStyleSheet(href: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((done) => {
    link.addEventListener('load', () => done());
    link.addEventListener('error', () => done());
    document.head.append(link);
  });
}
