import { words } from 'virtual:learnlog/words';
import { fill } from '../../i18n/phrase.ts';
import { button, element } from '../elements.ts';

const phrases = words.marks;

let clear: (() => void) | undefined;

/** Shows a bar with buttons to go from match to match and to clear the highlights, as Escape does. */
export function showHighlightBar(ranges: readonly Range[], summary: string): void {
  clear?.();
  const status = element('p', { role: 'status' });
  let current: number | undefined;
  const go = (by: 1 | -1) => {
    current = current === undefined ? nearest(ranges, by) : (current + by + ranges.length) % ranges.length;
    const range = ranges[current];
    if (range) scrollToRange(range);
    // Keeps the buttons in place when the text beside them gets shorter.
    status.style.minWidth = `${status.offsetWidth}px`;
    const [at = '', places = ''] = [current + 1, ranges.length].map((one) => one.toLocaleString(words.language));
    status.textContent = fill(phrases.at, { at, places });
  };
  const iconButton = (name: string, sign: string, press: () => void) =>
    button({ 'aria-label': name, title: name }, sign, press);
  const bar = element(
    'section',
    { class: 'highlight-bar', 'aria-label': phrases.bar },
    status,
    iconButton(phrases.previous, '↑', () => go(-1)),
    iconButton(phrases.next, '↓', () => go(1)),
    iconButton(phrases.clear, '×', () => clear?.()),
  );
  clear = () => {
    clear = undefined;
    for (const name of ['found', 'current']) CSS.highlights.delete(name);
    // Keeps the live region, so that screen readers announce the new text.
    bar.className = 'visually-hidden';
    status.textContent = phrases.cleared;
    bar.replaceChildren(status);
    setTimeout(() => bar.remove(), 2000);
  };
  document.querySelector('main')?.prepend(bar);
  // Screen readers announce only what is added to a live region that is already on the page.
  requestAnimationFrame(() => {
    status.textContent = summary;
  });
}

/** The index of the first match below the top of the window, or of the last one above it. */
function nearest(ranges: readonly Range[], by: 1 | -1): number {
  const top = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const below = ranges.findIndex((range) => range.getBoundingClientRect().top >= top);
  const next = below < 0 ? ranges.length : below;
  return (by > 0 ? next : next - 1 + ranges.length) % ranges.length;
}

/** Scrolls a match to the middle of the window, and opens the folds around it. */
function scrollToRange(range: Range): void {
  CSS.highlights.set('current', Object.assign(new Highlight(range), { priority: 1 }));
  const parent = range.startContainer.parentElement;
  for (let fold = parent?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  parent?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { top } = range.getBoundingClientRect();
  scrollBy({ top: top - innerHeight * 0.4, behavior: 'instant' });
}

// Captures the key before other listeners close a dialog or popover: each Escape closes one thing.
document.addEventListener(
  'keydown',
  ({ key }) => {
    if (key === 'Escape' && !document.querySelector('dialog[open], :popover-open, .note')) clear?.();
  },
  { capture: true },
);
