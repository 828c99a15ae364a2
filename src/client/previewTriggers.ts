/** How long a reader rests on a link before it is shown what is behind it, in milliseconds. */
const pauses = { pointer: 350, focus: 600, press: 500 } as const;

const base = import.meta.env.BASE_URL;

/** The link at a place, where there is a preview of what it leads to: an entry, or another place on the page. */
function linkAt(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('main a[href]') : null;
  if (!link || link.matches('nav a, .anchor, .number, [rel~="external"], [data-footnote-backref]')) return undefined;
  const { origin, pathname, hash } = link;
  if (origin !== location.origin) return undefined;
  if (pathname === location.pathname) return hash.length > 1 ? link : undefined;
  const isEntry = pathname.startsWith(base) && /^(weeks|pages|resources)\/[^/]+\/$/.test(pathname.slice(base.length));
  return isEntry ? link : undefined;
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function forget(): void {
  clearTimeout(waiting);
}

function soon(pause: number, show: (previews: typeof import('./preview.ts')) => unknown): void {
  forget();
  waiting = setTimeout(() => void import('./preview.ts').then(show), pause);
}

document.addEventListener('pointerover', ({ target, pointerType, clientX, clientY }) => {
  const link = pointerType === 'mouse' ? linkAt(target) : undefined;
  if (link) soon(pauses.pointer, ({ showPreview }) => showPreview(link, { x: clientX, y: clientY }));
});
document.addEventListener('focusin', ({ target }) => {
  const link = linkAt(target);
  if (link?.matches(':focus-visible')) soon(pauses.focus, ({ showPreview }) => showPreview(link));
});
for (const end of ['pointerout', 'focusout', 'keydown', 'click'] as const) document.addEventListener(end, forget);

/** The link under a finger, and where the finger came down. */
let pressed: { readonly link: HTMLAnchorElement; readonly x: number; readonly y: number } | undefined;
let isLong = false;

function openPreviewDialog(): void {
  const link = pressed?.link;
  if (!link || isLong) return;
  isLong = true;
  soon(0, ({ showPreviewDialog }) => showPreviewDialog(link));
}

document.addEventListener('pointerdown', ({ target, pointerType, clientX: x, clientY: y }) => {
  forget();
  isLong = false;
  // A tap on the mark of a footnote opens the note already.
  const link = pointerType === 'touch' ? linkAt(target) : undefined;
  pressed = link && !link.matches('[data-footnote-ref]') ? { link, x, y } : undefined;
  if (pressed) waiting = setTimeout(openPreviewDialog, pauses.press);
});
document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (pressed && !isLong && Math.hypot(clientX - pressed.x, clientY - pressed.y) > 10) release();
});
for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, release);

function release(): void {
  if (pressed && !isLong) forget();
  pressed = undefined;
}

// Some browsers have a menu of their own for a long press.
document.addEventListener('contextmenu', (event) => {
  if (!pressed) return;
  event.preventDefault();
  openPreviewDialog();
});
// Others click when the finger is lifted: on the link, or on what lies over it by then.
document.addEventListener(
  'click',
  (event) => {
    if (!isLong || event.pointerType !== 'touch') return;
    isLong = false;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);
