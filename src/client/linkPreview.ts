import { words as phrases } from 'virtual:learnlog/words';
import styleSheet from '../styles/preview.css?url';
import { button, element, openDialog } from './elements.ts';
import { contentOf } from './previewContent.ts';
import { loadStyleSheet } from './styleSheet.ts';

const words = phrases.preview;

const card = element('div', { class: 'preview', id: 'page.preview', role: 'tooltip', popover: 'manual' });
document.body.append(card);

let shown: { readonly link: HTMLAnchorElement; readonly describedBy: string | null } | undefined;
/** The link whose preview was closed with Escape. It opens again only after the reader has left the link. */
let dismissed: HTMLAnchorElement | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows a preview beside a link until the reader leaves both or presses Escape (WCAG 2.2, 1.4.13). `point` is the mouse
 * position in window pixels: if the link spans several lines, the preview opens at the line under the mouse.
 */
export async function showPreview(link: HTMLAnchorElement, point?: { x: number; y: number }): Promise<void> {
  if (link === shown?.link || link === dismissed) return;
  const [content] = await Promise.all([contentOf(link), loadStyleSheet(styleSheet)]);
  if (!content || !isAt(link) || document.querySelector('dialog[open]')) return;
  hide();
  dismissed = undefined;
  shown = { link, describedBy: link.getAttribute('aria-describedby') };
  card.replaceChildren(...content);
  card.showPopover();
  positionCard(link, point);
  link.setAttribute('aria-describedby', [shown.describedBy, card.id].filter(Boolean).join(' '));
}

function isAt(element: Element): boolean {
  return element.matches(':hover, :focus-visible');
}

function hide(): void {
  if (!shown) return;
  if (shown.describedBy === null) shown.link.removeAttribute('aria-describedby');
  else shown.link.setAttribute('aria-describedby', shown.describedBy);
  shown = undefined;
  card.hidePopover();
}

/** Puts the card below the line of the link, or above it if there is more room, within the window. */
function positionCard(link: HTMLAnchorElement, point: { x: number; y: number } | undefined): void {
  const [edge, gap] = [12, 6];
  const boxes = [...link.getClientRects()];
  const isUnder = ({ top, bottom }: DOMRect) => point !== undefined && top <= point.y + 1 && point.y - 1 <= bottom;
  const line = boxes.find(isUnder) ?? link.getBoundingClientRect();
  card.style.maxHeight = '';
  const { offsetWidth: width, offsetHeight: height } = card;
  const [above, below] = [line.top - gap - edge, innerHeight - line.bottom - gap - edge];
  const isBelow = height <= below || above <= below;
  const shownHeight = Math.min(height, Math.max(above, below));
  const start = getComputedStyle(link).direction === 'rtl' ? line.right - width : line.left;
  const last = document.documentElement.clientWidth - width - edge;
  card.style.maxHeight = `${shownHeight}px`;
  card.style.left = `${Math.max(edge, Math.min(start, last)) + scrollX}px`;
  card.style.top = `${(isBelow ? line.bottom + gap : line.top - gap - shownHeight) + scrollY}px`;
}

function leaveSoon(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (dismissed && !isAt(dismissed)) dismissed = undefined;
    if (shown && !isAt(shown.link) && !card.matches(':hover')) hide();
  }, 250);
}

for (const move of ['pointerover', 'pointerout', 'focusout'] as const) document.addEventListener(move, leaveSoon);
// The pointer needs time to move from the link to the card. The focus does not, and the card may cover the newly
// focused element.
document.addEventListener('focusin', ({ target }) => {
  if (shown && target !== shown.link && !shown.link.matches(':hover') && !card.matches(':hover')) hide();
});
document.addEventListener('click', hide);
document.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Escape' || !shown) return;
    // Escape closes one thing at a time.
    event.preventDefault();
    dismissed = shown.link;
    hide();
  },
  { capture: true },
);

/** Shows the preview of a link as a dialog with the link's actions, for touch screens. */
export async function showPreviewDialog(link: HTMLAnchorElement): Promise<void> {
  const [content] = await Promise.all([contentOf(link), loadStyleSheet(styleSheet)]);
  if (!content) return;
  const actions = element(
    'p',
    { class: 'actions' },
    element('a', { href: link.href }, words.open),
    element('a', { href: link.href, target: '_blank', rel: 'noopener' }, words.newTab),
    button({}, words.close, () => dialog.close()),
  );
  const dialog = element('dialog', { class: 'preview dialog', 'aria-label': words.title }, ...content, actions);
  dialog.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) dialog.close();
  });
  openDialog(dialog);
}
