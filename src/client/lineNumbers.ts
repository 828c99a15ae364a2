import { words } from 'virtual:learnlog/words';
import { fill } from '../i18n/phrase.ts';

/**
 * Makes the line numbers of a block links. The style sheet draws the numbers; the links lie over them and are one stop
 * of the Tab key, within which the arrow keys go up and down. With Shift, a link leads to the lines from the marked one.
 */
export function numberLines(pre: HTMLElement): void {
  const lines = [...pre.querySelectorAll('.line')];
  if (lines.length < 2) return;
  const links = lines.map((line, index) => {
    const link = document.createElement('a');
    link.className = 'number';
    link.href = `#${line.id}`;
    link.ariaLabel = fill(words.code.line, { number: (index + 1).toLocaleString(words.language) });
    line.prepend(link);
    return link;
  });
  let current = 0;
  // Only one of them is there for the keyboard and for screen readers, which would read a number before each line.
  const show = (next: number): void => {
    current = next;
    links.forEach((link, index) => {
      link.tabIndex = index === current ? 0 : -1;
      link.ariaHidden = index === current ? null : 'true';
    });
  };
  show(0);
  // They are in the box now, and lead the keyboard there.
  pre.removeAttribute('tabindex');
  pre.addEventListener('keydown', (event) => {
    const last = links.length - 1;
    const steps: Record<string, number> = { ArrowUp: current - 1, ArrowDown: current + 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show(Math.min(Math.max(next, 0), last));
    links[current]?.focus();
  });
  pre.addEventListener('click', (event) => {
    const index = links.indexOf(event.target as HTMLAnchorElement);
    if (index < 0) return;
    show(index);
    const from = lines.findIndex((line) => line.matches('.marked, :target'));
    if (!event.shiftKey || from < 0 || from === index) return;
    event.preventDefault();
    const [first, last] = from < index ? [from, index] : [index, from];
    location.hash = `${lines[first]?.id}-${last + 1}`;
  });
}

/** Marks the lines of a range that the address names, `#L2-5-8`, and goes to the first; browsers do so for one line. */
export function markLines(): void {
  for (const line of document.querySelectorAll('.line.marked')) line.classList.remove('marked');
  // Where the whole log stands on one page, the id of the entry comes first.
  const [, block = '', first, last] = /^#((?:.*\/)?L\d+)-(\d+)-(\d+)$/.exec(location.hash) ?? [];
  const figure = document.getElementById(decodeURIComponent(block));
  if (!figure) return;
  const lines = [...figure.querySelectorAll('.line')].slice(Number(first) - 1, Number(last));
  for (const line of lines) line.classList.add('marked');
  lines[0]?.scrollIntoView();
}
