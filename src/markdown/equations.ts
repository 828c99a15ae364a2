import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { fill } from '../i18n/phrase.ts';
import { equationId } from '../log/fragments.ts';

/**
 * The box of a displayed formula, with its id and a link to itself, which is left out if the formula is in a link. The
 * box scrolls if the formula is wider than the page, and the link makes it reachable by keyboard. The label contains
 * `{number}`.
 */
export function equationBox(formula: ElementContent, number: number, label: string, isInLink: boolean): Element {
  const id = equationId(number);
  const link = { className: ['anchor'], href: `#${id}`, ariaLabel: fill(label, { number: `${number}` }) };
  return h('span', { className: ['equation'], id }, isInLink ? [formula] : [formula, h('a', link, '#')]);
}
