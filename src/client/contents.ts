/** Marks in the contents list the section that is being read: the last one whose heading has passed the upper quarter. */
function follow(contents: HTMLElement): void {
  const links = [...contents.querySelectorAll<HTMLAnchorElement>('a')];
  const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const line = isAtEnd ? Number.POSITIVE_INFINITY : innerHeight / 4;
    const current = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < line);
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
  mark();
}

const contents = document.querySelector<HTMLElement>('.contents');
if (contents) follow(contents);
