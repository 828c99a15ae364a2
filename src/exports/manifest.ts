import type { Site } from '../site.ts';

/**
 * The web app manifest (W3C), with which readers can install the site as an app. `icon` is the address of an SVG for
 * every size.
 */
export function manifest({ log, urls, wording }: Pick<Site, 'log' | 'urls' | 'wording'>, icon: string): string {
  return JSON.stringify({
    id: urls.home,
    name: log.title,
    ...(log.tagline !== undefined && { description: log.tagline }),
    lang: log.language,
    dir: wording.direction,
    start_url: urls.home,
    scope: urls.home,
    display: 'standalone',
    icons: [{ src: icon, type: 'image/svg+xml', sizes: 'any' }],
  });
}
