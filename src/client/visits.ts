import { localeOf } from '../i18n/phrase.ts';
import { isObject, parseJson } from '../log/json.ts';

/**
 * The place where a reader stopped, stored by `place.ts`, and what was here at the last visit. Both stay in this
 * browser.
 */
const [placeKey, visitKey] = [`place:${import.meta.env.BASE_URL}`, `visit:${import.meta.env.BASE_URL}`];

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const button = document.querySelector<HTMLAnchorElement>('a[data-continue]');
if (button) offerToContinue(button);

/** Offers the heading where the reader stopped, or the entry if the page does not list that heading. */
function offerToContinue(to: HTMLAnchorElement): void {
  const place = stored(placeKey);
  if (place === null || !URL.canParse(place, location.href)) return;
  const { origin, pathname, hash } = new URL(place, location.href);
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.timeline a, .newest a')];
  const linkTo = (anchor: string) =>
    links.find((link) => link.origin === origin && link.pathname === pathname && link.hash === anchor);
  const link = linkTo(hash) ?? linkTo('');
  if (!link) return;
  to.href = link.pathname + hash;
  to.textContent = (to.dataset.continue ?? '').replace('{title}', () => link.textContent?.trim() ?? '');
  to.hidden = false;
}

const news = document.querySelector<HTMLElement>('[data-news]');
if (news) showNews(news);

/** Marks what was added since the last visit, once. */
function showNews(note: HTMLElement): void {
  const dated = [...document.querySelectorAll<HTMLElement>('[data-added]')];
  const dayOf = ({ dataset: { added = '' } }: HTMLElement) => added;
  const newest = dated.map(dayOf).sort().at(-1) ?? '';
  const last = parseJson(stored(visitKey) ?? '');
  const { on, newest: known } = isObject(last) ? last : {};
  try {
    localStorage.setItem(visitKey, JSON.stringify({ on: new Date().toISOString(), newest }));
  } catch {
    // Without storage, nothing will be new at the next visit.
  }
  if (typeof known !== 'string' || typeof on !== 'string' || Number.isNaN(Date.parse(on))) return;
  const added = dated.filter((element) => dayOf(element) > known);
  if (added.length === 0) return;
  const locale = localeOf(document.documentElement.lang);
  const date = new Date(on).toLocaleDateString(locale, { day: 'numeric', month: 'long' });
  const values: Readonly<Record<string, string>> = { date, number: added.length.toLocaleString(locale) };
  const phrase = note.dataset.news ?? '';
  const [text, dismiss] = note.children;
  if (text) text.textContent = phrase.replace(/\{(date|number)\}/g, (_, name: string) => values[name] ?? '');
  const marks = added.map((element) => {
    const mark = document.createElement('span');
    mark.className = 'new';
    mark.textContent = note.dataset.tag ?? '';
    (element.querySelector('h2, h3, a > span:not(.visually-hidden)') ?? element).append(' ', mark);
    return mark;
  });
  dismiss?.addEventListener('click', () => {
    for (const mark of [...marks, note]) mark.remove();
  });
  note.hidden = false;
}
