import { targetOf } from './target.ts';

function topOf(heading: Element | null): number {
  return heading?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
}

/**
 * The place in the list of the section that is being read: the one that the address names, as long as its heading
 * stands where a jump brings it, or at the end of the page in sight; else the last one whose heading has passed the
 * upper quarter.
 */
function findCurrent(headings: readonly (Element | null)[]): number {
  const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const jump = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 8;
  const named = headings.findIndex((heading) => heading?.matches(':target'));
  const top = topOf(headings[named] ?? null);
  if (top > 0 && top < (isAtEnd ? innerHeight : jump)) return named;
  const line = isAtEnd ? innerHeight : Math.max(innerHeight / 4, jump);
  return headings.findLastIndex((heading) => topOf(heading) < line);
}

/** Marks in the contents list the section that is being read, and names it on the bar of narrow screens. */
function follow(contents: HTMLElement): void {
  const links = [...contents.querySelectorAll<HTMLAnchorElement>('a')];
  const headings = links.map(({ hash }) => targetOf(hash));
  const here = contents.querySelector('button b');
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const current = findCurrent(headings);
    const name = links[current]?.textContent ?? '';
    if (here && here.textContent !== name) here.textContent = name;
    links.forEach((link, index) => {
      if (index !== current) link.removeAttribute('aria-current');
      else if (!link.ariaCurrent) {
        link.ariaCurrent = 'true';
        // Only the list is scrolled, and only where it scrolls by itself.
        if (contents.scrollHeight > contents.clientHeight)
          contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      }
    });
  };
  const markSoon = (): void => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener('scroll', markSoon, { passive: true });
  addEventListener('resize', markSoon);
  // At the end of a page, a jump need not scroll.
  addEventListener('hashchange', markSoon);
  // Where the list opens over the page, it has done its work.
  const list = contents.querySelector('ul');
  list?.addEventListener('click', () => list.hidePopover());
  mark();
}

const contents = document.querySelector<HTMLElement>('.contents');
if (contents) follow(contents);
