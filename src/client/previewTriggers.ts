import { words } from 'virtual:learnlog/reading';

/** How long the pointer, focus or finger rests on a link before its preview opens, in milliseconds. */
const delays = { pointer: 350, focus: 600, press: 500 } as const;

const base = import.meta.env.BASE_URL;
const ownFolder = encodeURIComponent(words.periodFolder);
const entryForm = new RegExp(`^(?:(?:weeks|${ownFolder}|pages|resources)/[^/]+|notes/.+)/$`);

/** The link around an event target, if there is a preview for it: it leads to an entry, or elsewhere on this page. */
function linkAt(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('main a[href]') : null;
  if (!link || link.matches('nav a, .anchor, .number, [rel~="external"], [data-footnote-backref]')) return undefined;
  const { origin, pathname, hash } = link;
  if (origin !== location.origin) return undefined;
  if (pathname === location.pathname) return hash.length > 1 ? link : undefined;
  const isEntry = pathname.startsWith(base) && entryForm.test(pathname.slice(base.length));
  return isEntry ? link : undefined;
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function cancel(): void {
  clearTimeout(waiting);
}

function schedule(delayMs: number, show: (previews: typeof import('./linkPreview.ts')) => unknown): void {
  cancel();
  waiting = setTimeout(() => void import('./linkPreview.ts').then(show), delayMs);
}

document.addEventListener('pointerover', ({ target, pointerType, clientX, clientY }) => {
  const link = pointerType === 'mouse' ? linkAt(target) : undefined;
  if (link) schedule(delays.pointer, ({ showPreview }) => showPreview(link, { x: clientX, y: clientY }));
});
document.addEventListener('focusin', ({ target }) => {
  const link = linkAt(target);
  if (link?.matches(':focus-visible')) schedule(delays.focus, ({ showPreview }) => showPreview(link));
});
for (const end of ['pointerout', 'focusout', 'keydown', 'click'] as const) document.addEventListener(end, cancel);

/** The link under the finger, and where the touch began. */
let pressed: { readonly link: HTMLAnchorElement; readonly x: number; readonly y: number } | undefined;
let isLong = false;

function openPreviewDialog(): void {
  const link = pressed?.link;
  if (!link || isLong) return;
  isLong = true;
  schedule(0, ({ showPreviewDialog }) => showPreviewDialog(link));
}

document.addEventListener('pointerdown', ({ target, pointerType, clientX: x, clientY: y }) => {
  cancel();
  isLong = false;
  // A tap on a footnote reference already opens the note.
  const link = pointerType === 'touch' ? linkAt(target) : undefined;
  pressed = link && !link.matches('[data-footnote-ref]') ? { link, x, y } : undefined;
  if (pressed) waiting = setTimeout(openPreviewDialog, delays.press);
});
document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (pressed && !isLong && Math.hypot(clientX - pressed.x, clientY - pressed.y) > 10) release();
});
for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, release);

function release(): void {
  if (pressed && !isLong) cancel();
  pressed = undefined;
}

// Some browsers open their own menu on a long press.
document.addEventListener('contextmenu', (event) => {
  if (!pressed) return;
  event.preventDefault();
  openPreviewDialog();
});
// Others fire a click when the finger lifts, on the link or on the dialog that now covers it.
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
