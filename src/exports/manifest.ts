import type { Site } from '../site.ts';
import { appIcons, iconFile } from '../urls/icons.ts';

/** The web app manifest (W3C), with which readers can install the site as an app. Its colours are those of light mode. */
export function manifest({ log, urls, wording, colours }: Pick<Site, 'log' | 'urls' | 'wording' | 'colours'>): string {
  const { paper } = colours.light;
  return JSON.stringify({
    id: urls.home,
    name: log.title,
    ...(log.tagline !== undefined && { description: log.tagline }),
    lang: log.language,
    dir: wording.direction,
    start_url: urls.home,
    scope: urls.home,
    display: 'standalone',
    theme_color: paper,
    background_color: paper,
    icons: [
      { src: urls.file(iconFile), type: 'image/svg+xml', sizes: 'any' },
      ...appIcons.map(({ file, size, purpose }) => ({
        src: urls.file(file),
        type: 'image/png',
        sizes: `${size}x${size}`,
        purpose,
      })),
    ],
  });
}
