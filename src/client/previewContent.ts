import { words } from 'virtual:learnlog/words';
import type { Preview } from '../exports/linkPreview.ts';
import { fill } from '../i18n/phrase.ts';
import { cloneContent } from './cloneContent.ts';
import { element } from './elements.ts';
import { ofLog } from './ofLog.ts';
import { targetOf } from './target.ts';

const base = import.meta.env.BASE_URL;
const loaded = new Map<string, Promise<Preview | undefined>>();

/** Returns a preview of the link's target, or undefined if there is none. */
export async function contentOf({ pathname, hash }: HTMLAnchorElement): Promise<readonly Node[] | undefined> {
  if (pathname === location.pathname) return fromPage(hash);
  const preview = await loadPreview(pathname);
  return preview && fromEntry(preview, decodeURIComponent(hash.slice(1)));
}

/** Loads the preview of the entry with this address, once. Returns undefined if that fails. */
export function loadPreview(pathname: string): Promise<Preview | undefined> {
  const known = loaded.get(pathname);
  if (known) return known;
  const preview = fetch(`${base}previews/${pathname.slice(base.length, -1)}.json`).then(
    (response) => (response.ok ? (response.json() as Promise<Preview>) : undefined),
    () => undefined,
  );
  loaded.set(pathname, preview);
  void preview.then((found) => found ?? loaded.delete(pathname));
  return preview;
}

function fromEntry({ kicker, title, facts, verdict, text, sections }: Preview, id: string): readonly Node[] {
  const section = Object.hasOwn(sections, id) ? sections[id] : undefined;
  if (section) {
    return [
      element('p', { class: 'kicker' }, fill(words.preview.section, { kicker, title })),
      element('strong', ofLog, section.title),
      ...lines(section.text),
    ];
  }
  return [
    element('p', { class: 'kicker' }, kicker),
    element('strong', ofLog, title),
    ...(facts.length > 0 ? [element('p', { class: 'meta' }, ...facts.map((fact) => element('span', {}, fact)))] : []),
    ...(verdict === undefined ? [] : [element('p', { class: 'verdict', ...ofLog }, verdict)]),
    ...lines(text),
  ];
}

function lines(text: string): Node[] {
  return text === '' ? [] : [element('p', { class: 'lines', ...ofLog }, text)];
}

/** Previews a footnote, section or equation of this page. */
function fromPage(hash: string): readonly Node[] | undefined {
  const target = targetOf(hash);
  if (!target) return undefined;
  if (target.matches('.footnotes li')) {
    return getComputedStyle(target).position === 'absolute' ? undefined : cloneContent(target);
  }
  const equation = target.closest('.equation');
  if (equation) return [element('div', { class: 'equation' }, ...cloneContent(equation))];
  if (!target.matches('h2, h3, h4, h5, h6')) return undefined;
  const below = target.nextElementSibling;
  return [
    element('strong', ofLog, ...cloneContent(target)),
    element('p', { class: 'lines', ...ofLog }, ...(below?.matches('p') ? cloneContent(below) : [])),
  ];
}
