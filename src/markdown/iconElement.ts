import type { Element } from 'hast';
import { s } from 'hastscript';
import type { Urls } from '../urls/urls.ts';

/** An icon of the icon sprite. It is hidden from screen readers, so the text beside it must be enough. */
export function iconElement(urls: Urls, name: string): Element {
  return s('svg', { className: ['icon'], ariaHidden: 'true' }, [s('use', { href: urls.icon(name) })]);
}
