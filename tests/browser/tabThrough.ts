import type { JSHandle, Page } from 'playwright-core';

type Reached = JSHandle<Set<Element>>;

/** The focused element and its problems, or nothing once the focus has left the page. */
async function stop(page: Page, reached: Reached): Promise<string[] | undefined> {
  return page.evaluate((before) => {
    type Parts = readonly [red: number, green: number, blue: number, alpha: number];
    const page = globalThis as { knownColors?: Map<string, Parts> };
    page.knownColors ??= new Map();
    const known = page.knownColors;
    /** The red, green, blue and alpha of a colour. */
    const parse = (color: string): Parts => {
      const before = known.get(color);
      if (before) return before;
      const drawing = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
      drawing.fillStyle = color;
      drawing.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = drawing.getImageData(0, 0, 1, 1).data;
      known.set(color, [red, green, blue, alpha]);
      return [red, green, blue, alpha];
    };
    const luminance = (color: string): number => {
      const [red, green, blue] = parse(color);
      const linear = (part: number) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    };
    const contrast = (one: string, other: string): number => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const backgroundOf = (element: Element | null): string => {
      if (!element) return 'white';
      const { backgroundColor } = getComputedStyle(element);
      return parse(backgroundColor)[3] > 250 ? backgroundColor : backgroundOf(element.parentElement);
    };
    const isOutlined = (element: Element | null): element is Element => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };

    const element = document.activeElement;
    if (!element || element === document.body || before.has(element)) return undefined;
    const problems: string[] = [];
    const label = element.getAttribute('aria-label') ?? element.textContent?.replace(/\s+/g, ' ').trim().slice(0, 40);
    const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${label}"`;

    // A field may show its focus on the frame or label around it.
    const frame = [element, element.parentElement, element.closest('label')].find(isOutlined);
    if (!frame) problems.push(`${name} does not show that it has the focus`);
    else {
      const { outlineColor, outlineOffset } = getComputedStyle(frame);
      const ground = backgroundOf(Number.parseFloat(outlineOffset) < 0 ? frame : frame.parentElement);
      const found = contrast(outlineColor, ground);
      if (found < 3) problems.push(`${name} shows the focus at ${found.toFixed(1)}:1 only`);
    }

    const [line] = (frame ?? element).getClientRects();
    const isInside = line && line.bottom > 0 && line.top < innerHeight && line.right > 0 && line.left < innerWidth;
    if (!isInside || line.width < 1 || line.height < 1) problems.push(`${name} is out of the window`);
    else {
      const middle = { x: line.left + line.width / 2, y: line.top + line.height / 2 };
      for (const y of [Math.max(line.top + 1, 1), Math.min(middle.y, innerHeight - 1)]) {
        const hit = document.elementFromPoint(Math.min(Math.max(middle.x, 1), innerWidth - 1), y);
        for (let over = hit; over && !over.contains(element); over = over.parentElement) {
          const isOnTop = /sticky|fixed/.test(getComputedStyle(over).position) || over.matches(':popover-open');
          if (isOnTop) problems.push(`${name} is covered by ${over.tagName.toLowerCase()}.${over.className}`);
        }
      }
    }

    const last = [...before].at(-1);
    const isAfter = !last || last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!isAfter) problems.push(`${name} comes after what it stands before`);
    before.add(element);
    return problems;
  }, reached);
}

/** Presses Tab until nothing new is focused, and returns the problems of all stops. */
async function walk(page: Page, reached: Reached): Promise<string[]> {
  const problems: string[] = [];
  for (let found = await stop(page, reached); found; found = await stop(page, reached)) {
    problems.push(...found);
    // Without releasing the key, each stop takes a third less.
    await page.keyboard.down('Tab');
  }
  await page.keyboard.up('Tab');
  return problems;
}

/** Elements that can be clicked or scrolled but never got the focus. */
async function missed(page: Page, reached: Reached): Promise<string[]> {
  return page.evaluate((before) => {
    const isReached = (element: Element): boolean => {
      const labelled = element.closest('label')?.control;
      return [...before].some((one) => one.contains(element) || one === labelled);
    };
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(isShown);
    const wanted = all.filter((element) => {
      const isRadio = element instanceof HTMLInputElement && element.type === 'radio';
      if (element.matches('a[href], button, input, select, textarea, summary')) return !isRadio;
      const { cursor, overflowX, overflowY } = getComputedStyle(element);
      const isScrolled =
        (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      const holdsStop = [...before].some((one) => element.contains(one));
      return cursor === 'pointer' || (isScrolled && !holdsStop);
    });
    // Arrow keys reach the options of a list; the list itself is one stop.
    return wanted
      .filter((element) => !element.matches('[tabindex="-1"] *, [tabindex="-1"], :disabled') && !isReached(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} is never reached`);
  }, reached);
}

/** What pressing Tab from the focused element to the end of a page finds. */
interface Walk {
  /** What is wrong at a stop, one per line. */
  readonly problems: readonly string[];
  /** The number of stops. */
  readonly stops: number;
  /** What can be clicked or scrolled but is no stop. */
  readonly missed: readonly string[];
  /** Whether the focus stays on the page after the last stop. */
  readonly isTrapped: boolean;
}

/** Presses Tab from the focused element until nothing new is focused. */
export async function tabThrough(page: Page): Promise<Walk> {
  const reached = await page.evaluateHandle(() => new Set<Element>());
  const problems = await walk(page, reached);
  const isTrapped = await page.evaluate(
    (before) => ![document.body, [...before][0]].includes(document.activeElement as HTMLElement),
    reached,
  );
  const stops = await page.evaluate(({ size }) => size, reached);
  return { problems, stops, missed: await missed(page, reached), isTrapped };
}
