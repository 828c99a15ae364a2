import { words } from 'virtual:learnlog/words';
import { fill } from '../../i18n/phrase.ts';
import { makeButton } from '../toolBar.ts';

const phrases = words.marks;

let clear: (() => void) | undefined;

/** Shows a bar that leads from one marked place to the next and takes the marks away, as Escape does. */
export function showHighlightBar(ranges: readonly Range[], summary: string): void {
  clear?.();
  const bar = document.createElement('section');
  bar.className = 'marks';
  bar.ariaLabel = phrases.bar;
  const status = document.createElement('p');
  status.role = 'status';
  let at: number | undefined;
  const go = (by: 1 | -1) => {
    at = at === undefined ? nearest(ranges, by) : (at + by + ranges.length) % ranges.length;
    const range = ranges[at];
    if (range) lookAt(range);
    // The buttons stay where they are when the words beside them become fewer.
    status.style.minWidth = `${status.offsetWidth}px`;
    const [number, places] = [at + 1, ranges.length].map((one) => one.toLocaleString(words.language));
    status.textContent = fill(phrases.at, { at: number ?? '', places: places ?? '' });
  };
  clear = () => {
    clear = undefined;
    for (const name of ['found', 'current']) CSS.highlights.delete(name);
    // What is said must stand in a live region that was there before.
    bar.className = 'visually-hidden';
    status.textContent = phrases.cleared;
    bar.replaceChildren(status);
    setTimeout(() => bar.remove(), 2000);
  };
  bar.append(
    status,
    named(phrases.previous, '↑', () => go(-1)),
    named(phrases.next, '↓', () => go(1)),
    named(phrases.clear, '×', () => clear?.()),
  );
  document.querySelector('main')?.prepend(bar);
  // A live region says what is put into it once it is there.
  requestAnimationFrame(() => {
    status.textContent = summary;
  });
}

function named(name: string, sign: string, press: () => void): HTMLButtonElement {
  const button = makeButton(sign, press);
  button.ariaLabel = name;
  button.title = name;
  return button;
}

/** The first place from the top of the window on, or the last one above it. */
function nearest(ranges: readonly Range[], by: 1 | -1): number {
  const top = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const below = ranges.findIndex((range) => range.getBoundingClientRect().top >= top);
  const next = below < 0 ? ranges.length : below;
  return (by > 0 ? next : next - 1 + ranges.length) % ranges.length;
}

/** Brings a place into the middle of the window, out of what is folded or scrolled away. */
function lookAt(range: Range): void {
  CSS.highlights.set('current', Object.assign(new Highlight(range), { priority: 1 }));
  const parent = range.startContainer.parentElement;
  for (let fold = parent?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  parent?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { top } = range.getBoundingClientRect();
  scrollBy({ top: top - innerHeight * 0.4, behavior: 'instant' });
}

// Before the listeners of what may lie over the page: one press of Escape takes away one thing.
document.addEventListener(
  'keydown',
  ({ key }) => {
    if (key === 'Escape' && !document.querySelector('dialog[open], :popover-open, .note')) clear?.();
  },
  { capture: true },
);
