import type { Preview } from '../exports/preview.ts';
import { cloneContent } from './cloneContent.ts';
import { targetOf } from './target.ts';

const base = import.meta.env.BASE_URL;
const loaded = new Map<string, Promise<Preview | undefined>>();

/** What a link leads to, in short; undefined where there is nothing to show. */
export async function contentOf({ pathname, hash }: HTMLAnchorElement): Promise<readonly Node[] | undefined> {
  if (pathname === location.pathname) return fromPage(hash);
  const preview = await load(pathname);
  return preview && fromEntry(preview, decodeURIComponent(hash.slice(1)));
}

/** Loads the preview of an entry, once; undefined where it cannot be had. */
function load(pathname: string): Promise<Preview | undefined> {
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
  const meta = element('p', 'meta');
  meta.append(...facts.map((fact) => element('span', '', fact)));
  if (section) {
    return [
      element('p', 'kicker', `${kicker}: ${title}`),
      element('strong', '', section.title),
      ...lines(section.text),
    ];
  }
  return [
    element('p', 'kicker', kicker),
    element('strong', '', title),
    ...(facts.length > 0 ? [meta] : []),
    ...(verdict === undefined ? [] : [element('p', 'verdict', verdict)]),
    ...lines(text),
  ];
}

function lines(text: string): Node[] {
  return text === '' ? [] : [element('p', 'lines', text)];
}

/** A note, a section or an equation of this page, as it stands there. */
function fromPage(hash: string): readonly Node[] | undefined {
  const target = targetOf(hash);
  if (!target) return undefined;
  if (target.matches('.footnotes li')) {
    return getComputedStyle(target).position === 'absolute' ? undefined : cloneContent(target);
  }
  if (target.matches('.equation')) {
    const equation = element('div', 'equation');
    equation.append(...cloneContent(target));
    return [equation];
  }
  if (!target.matches('h2, h3, h4, h5, h6')) return undefined;
  const title = element('strong', '');
  title.append(...cloneContent(target));
  const below = target.nextElementSibling;
  const opening = element('p', 'lines');
  if (below?.matches('p')) opening.append(...cloneContent(below));
  return [title, opening];
}

function element(name: 'p' | 'strong' | 'span' | 'div', className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
