import { targetOf } from './target.ts';

function topOf(heading: Element | null): number {
  return heading?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
}

/**
 * Returns the index of the section being read. That is the section in the address, as long as its heading is where a
 * jump puts it (or in view at the end of the page); otherwise the last one whose heading is above the first quarter
 * of the window.
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

/** Marks the current section in the table of contents, and shows its name in the bar of narrow screens. */
function follow(contents: HTMLElement): void {
  const links = [...contents.querySelectorAll<HTMLAnchorElement>('a')];
  const headings = links.map(({ hash }) => targetOf(hash));
  const title = contents.querySelector('button b');
  let isScheduled = false;
  const update = (): void => {
    isScheduled = false;
    const current = findCurrent(headings);
    // The element of a formula contains its text more than once.
    const link = links[current];
    const name = link?.ariaLabel ?? link?.textContent ?? '';
    if (title && title.textContent !== name) title.textContent = name;
    links.forEach((link, index) => {
      if (index !== current) link.removeAttribute('aria-current');
      else if (!link.ariaCurrent) {
        link.ariaCurrent = 'true';
        // Scroll the list only, never the page.
        if (contents.scrollHeight > contents.clientHeight)
          contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      }
    });
  };
  const schedule = (): void => {
    if (!isScheduled) requestAnimationFrame(update);
    isScheduled = true;
  };
  addEventListener('scroll', schedule, { passive: true });
  addEventListener('resize', schedule);
  // A jump at the end of a page may not scroll.
  addEventListener('hashchange', schedule);
  const list = contents.querySelector('ul');
  list?.addEventListener('click', () => list.hidePopover());
  update();
}

const contents = document.querySelector<HTMLElement>('.contents');
if (contents) follow(contents);
