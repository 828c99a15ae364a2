import type { Site } from '../site.ts';

/** The icon of the site, in the colours of its theme. `drawIcon()` draws the same. */
export function iconSvg({ light, dark }: Site['colours']): string {
  const styleOf = ({ paper, accent }: Site['colours']['light']) => `path,circle{stroke:${accent}}circle{fill:${paper}}`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    `<style>${styleOf(light)}@media (prefers-color-scheme:dark){${styleOf(dark)}}</style>` +
    '<path d="M10 3v26" stroke-width="3" stroke-linecap="round"/><circle cx="10" cy="11" r="4.5" stroke-width="3.5"/>' +
    '<path d="M19 11h9M19 21h6" stroke-width="3" stroke-linecap="round"/></svg>\n'
  );
}
