/** The icon for browsers, of any size. */
export const iconFile = 'favicon.svg';

/** The icon on the home screen of an iPhone, 180 pixels wide. */
export const touchIconFile = 'apple-touch-icon.png';

/** The icons of the site as an installed app, by their width in pixels. Systems cut a maskable one to their own shape. */
export const appIcons = [
  { file: 'icon-192.png', size: 192, purpose: 'any' },
  { file: 'icon-512.png', size: 512, purpose: 'any' },
  { file: 'icon-maskable-512.png', size: 512, purpose: 'maskable' },
] as const;

/** All icons that are PNGs. */
export const pngIcons = [{ file: touchIconFile, size: 180, purpose: 'maskable' }, ...appIcons] as const;
