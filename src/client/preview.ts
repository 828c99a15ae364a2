import { words as phrases } from 'virtual:learnlog/words';
import styleSheet from '../styles/lazy/preview.css?url';
import { contentOf } from './previewContent.ts';
import { loadStyleSheet } from './styleSheet.ts';
import { makeButton } from './toolBar.ts';

const words = phrases.preview;

const card = document.createElement('div');
card.className = 'preview';
card.id = 'page.preview';
card.role = 'tooltip';
card.popover = 'manual';
document.body.append(card);

let shown: { readonly link: HTMLAnchorElement; readonly describedBy: string | null } | undefined;
/** The link whose preview was sent away by Escape; it comes again once the reader has been elsewhere. */
let dismissed: HTMLAnchorElement | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows beside a link what is behind it, until the reader leaves both or presses Escape (WCAG 2.2, 1.4.13). The point
 * is that of the mouse, in pixels of the window: it tells which line of the link is meant.
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
  place(link, point);
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

/** Puts the card below the line of the link, or above it where that is the roomier side, within the window. */
function place(link: HTMLAnchorElement, point: { x: number; y: number } | undefined): void {
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

/** Shows on touch screens what is behind a link, with the ways to go there. */
export async function showPreviewDialog(link: HTMLAnchorElement): Promise<void> {
  const [content] = await Promise.all([contentOf(link), loadStyleSheet(styleSheet)]);
  if (!content) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'preview dialog';
  dialog.ariaLabel = words.title;
  const actions = document.createElement('p');
  actions.className = 'actions';
  actions.append(
    actionLink(link, words.open),
    actionLink(link, words.newTab),
    makeButton(words.close, () => dialog.close()),
  );
  dialog.append(...content, actions);
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('a'))) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function actionLink({ href }: HTMLAnchorElement, text: string): HTMLAnchorElement {
  const way = document.createElement('a');
  way.href = href;
  way.textContent = text;
  if (text === words.newTab) Object.assign(way, { target: '_blank', rel: 'noopener' });
  return way;
}
