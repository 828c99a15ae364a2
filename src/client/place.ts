// Stores the heading that is being read or, at the end of an entry, the next entry, for the home page to offer. This
// runs on every page, so it imports nothing.
addEventListener('pagehide', () => {
  if (!document.querySelector('.article:not(.whole)')) return;
  const topOf = (element: Element) => element.getBoundingClientRect().top;
  const next = document.querySelector<HTMLAnchorElement>('a.next');
  const { pathname, hash } =
    next && topOf(next) < innerHeight
      ? next
      : {
          ...location,
          hash: [...document.querySelectorAll<HTMLAnchorElement>('.prose > :is(h2, h3) > a.anchor')].findLast(
            (anchor) => topOf(anchor) < innerHeight / 2,
          )?.hash,
        };
  try {
    localStorage[`place:${import.meta.env.BASE_URL}`] = pathname + (hash ?? '');
  } catch {
    // Storage is full or forbidden.
  }
});
