import type { Element } from 'hast';
import { s } from 'hastscript';
import type { Urls } from '../urls/urls.ts';

/** An icon of the icon sprite, hidden from screen readers: the text beside it must be enough. */
export function iconElement(urls: Urls, name: string): Element {
  return s('svg', { className: ['icon'], ariaHidden: 'true' }, [s('use', { href: urls.icon(name) })]);
}
