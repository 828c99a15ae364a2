function topOf(heading: Element | null): number {
  return heading?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
}

/**
 * Marks in the contents list the section that is being read: the last one whose heading has passed the upper quarter, or
 * the line to which a jump brings it in a low window. At the end of the page it is the section that the address names,
 * where its heading is in sight, else the last.
 */
function follow(contents: HTMLElement): void {
  const links = [...contents.querySelectorAll<HTMLAnchorElement>('a')];
  const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
  const here = contents.querySelector('button b');
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const jump = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 8;
    const line = isAtEnd ? innerHeight : Math.max(innerHeight / 4, jump);
    const passed = headings.findLastIndex((heading) => topOf(heading) < line);
    const named = headings.findIndex((heading) => heading?.matches(':target') && topOf(heading) > 0);
    const current = isAtEnd && named >= 0 ? named : passed;
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
  // Where the list opens over the page, it has done its work.
  const list = contents.querySelector('ul');
  list?.addEventListener('click', () => list.hidePopover());
  mark();
}

const contents = document.querySelector<HTMLElement>('.contents');
if (contents) follow(contents);
