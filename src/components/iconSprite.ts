import { icons as tabler } from '@iconify-json/tabler';
import type { ResourceType } from '../log/schema.ts';

type IconName =
  | ResourceType
  | 'week'
  | 'page'
  | 'notebook'
  | 'search'
  | 'recent'
  | 'theme'
  | 'external'
  | 'note'
  | 'tip'
  | 'important'
  | 'warning'
  | 'caution';

/** Names of our icons in Tabler Icons (MIT). */
const names: Readonly<Record<IconName, string>> = {
  paper: 'file-text',
  video: 'player-play',
  lecture: 'presentation',
  course: 'school',
  article: 'article',
  book: 'book',
  code: 'code',
  thread: 'messages',
  reference: 'bookmark',
  podcast: 'microphone',
  tool: 'tool',
  week: 'calendar',
  page: 'notes',
  notebook: 'notebook',
  search: 'search',
  recent: 'history',
  theme: 'sun-moon',
  external: 'arrow-up-right',
  note: 'info-circle',
  tip: 'bulb',
  important: 'message-report',
  warning: 'alert-triangle',
  caution: 'alert-octagon',
};

/** The icons of the site as one SVG, with a symbol for each name. */
export function iconSprite(): string {
  const symbols = Object.entries(names).map(([id, name]) => {
    const icon = tabler.icons[name];
    if (!icon) throw new Error(`Tabler has no icon "${name}".`);
    return `<symbol id="${id}" viewBox="0 0 24 24">${icon.body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}
