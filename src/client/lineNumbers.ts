import { words } from 'virtual:learnlog/reading';
import { fill } from '../i18n/phrase.ts';
import { element } from './elements.ts';

/**
 * Puts a link over each line number that the style sheet draws. The links share one tab stop; arrow keys move between
 * them. A click with Shift links to the lines from the marked one to this one.
 */
export function numberLines(pre: HTMLElement): void {
  const lines = [...pre.querySelectorAll('.line')];
  if (lines.length < 2) return;
  const links = lines.map((line, index) => {
    const label = fill(words.code.line, { number: (index + 1).toLocaleString(words.language) });
    const link = element('a', { class: 'number', href: `#${line.id}`, 'aria-label': label });
    line.prepend(link);
    return link;
  });
  let current = 0;
  // All but one are hidden from screen readers, which would otherwise read a number before each line.
  const expose = (next: number): void => {
    current = next;
    links.forEach((link, index) => {
      link.tabIndex = index === current ? 0 : -1;
      link.ariaHidden = index === current ? null : 'true';
    });
  };
  expose(0);
  // The links make the box reachable by keyboard.
  pre.removeAttribute('tabindex');
  pre.addEventListener('keydown', (event) => {
    const last = links.length - 1;
    const steps: Record<string, number> = { ArrowUp: current - 1, ArrowDown: current + 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    expose(Math.min(Math.max(next, 0), last));
    links[current]?.focus();
  });
  pre.addEventListener('click', (event) => {
    const index = links.indexOf(event.target as HTMLAnchorElement);
    if (index < 0) return;
    expose(index);
    const from = lines.findIndex((line) => line.matches('.marked, :target'));
    if (!event.shiftKey || from < 0 || from === index) return;
    event.preventDefault();
    const [first, last] = from < index ? [from, index] : [index, from];
    location.hash = `${lines[first]?.id}-${last + 1}`;
  });
}

/** Marks the lines in the address, such as `#L2-5-8`, and scrolls to the first. Browsers do this for a single line. */
export function markLines(): void {
  for (const line of document.querySelectorAll('.line.marked')) line.classList.remove('marked');
  // On the page of the whole log, ids begin with the entry's id and a slash.
  const [, block = '', first, last] = /^#((?:.*\/)?L\d+)-(\d+)-(\d+)$/.exec(location.hash) ?? [];
  const figure = document.getElementById(decodeURIComponent(block));
  if (!figure) return;
  const lines = [...figure.querySelectorAll('.line')].slice(Number(first) - 1, Number(last));
  for (const line of lines) line.classList.add('marked');
  lines[0]?.scrollIntoView();
}
