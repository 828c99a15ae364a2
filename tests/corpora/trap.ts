import type { Browser, Page } from 'playwright-core';

/** A browser page that records everything its HTML manages to do. */
export interface Trap {
  /** Opens HTML at an address of the site, interacts with it, and returns its effects and the resulting DOM. */
  open(address: string, html: string, use?: (page: Page) => Promise<void>): Promise<Caught>;
  close(): Promise<void>;
}

/** The effects of a page, and its cases as the browser parsed them. */
export interface Caught {
  /** Scripts that ran, requests, windows that opened, and blocked attempts. */
  readonly deeds: readonly string[];
  /** Elements outside their case, according to the DOM. */
  readonly misplaced: readonly string[];
  /** The HTML of each case, serialised by the browser. */
  readonly written: readonly string[];
}

/** The HTML of a case between two markers, the first and last children of its box. */
export function boxed(html: string, number: number): string {
  return `<div class="case" data-case="${number}"><i class="case-start"></i>${html}<i class="case-end"></i></div>`;
}

declare global {
  interface Window {
    deeds: string[];
  }
}

/** Runs before any script of the page, and records every sign of a running script. */
function listen(): void {
  window.deeds = [];
  const note = (what: string) => window.deeds.push(what);
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.defineProperty(window, name, { value: () => note(name), writable: false, configurable: false });
  }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    note(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
  );
}

/** Inspects the cases of a page in the DOM. Runs in the browser. */
function look(): Omit<Caught, 'deeds'> & { readonly said: readonly string[] } {
  const misplaced: string[] = [];
  const boxes = [...document.querySelectorAll('[data-case]')];
  const home = boxes[0]?.parentElement;
  const unsafe =
    'script, style, iframe, object, embed, base, form, link, meta, template, frame, foreignObject, [onerror], [srcdoc]';
  for (const box of boxes) {
    const say = (what: string) => misplaced.push(`case ${box.getAttribute('data-case')}: ${what}`);
    if (box.parentElement !== home) say('is not where it was put');
    if (!box.firstElementChild?.matches('.case-start') || box.firstChild !== box.firstElementChild)
      say('starts elsewhere');
    if (!box.lastElementChild?.matches('.case-end') || box.lastChild !== box.lastElementChild) say('ends elsewhere');
    for (const element of box.querySelectorAll('*')) {
      if (element.matches(unsafe)) say(`<${element.localName}>`);
      for (const { name } of element.attributes) if (/^on|^srcdoc$|^form/i.test(name)) say(`the attribute ${name}`);
      const protocol =
        element instanceof HTMLAnchorElement && element.hasAttribute('href') ? element.protocol : 'http:';
      if (!['http:', 'https:', 'mailto:'].includes(protocol)) say(`a link by ${protocol}`);
      const { position } = element instanceof HTMLElement ? element.style : { position: '' };
      if (position === 'fixed' || position === 'sticky') say(`an element that is ${position}`);
    }
  }
  const outside = home ? [...home.children].filter((child) => !child.matches('[data-case]')) : [];
  for (const element of outside) misplaced.push(`<${element.localName}> stands between the cases`);
  // Our own scripts add tools to code and figures. Elements from entries have no class.
  for (const tools of document.querySelectorAll('[data-case] .tools')) tools.remove();
  return { misplaced, written: boxes.map((box) => box.innerHTML), said: window.deeds };
}

/** Sets up the trap in a browser. Files of the site come from `origin`. */
export async function setTrap(browser: Browser, origin: string): Promise<Trap> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addInitScript(listen);
  return {
    open: async (address, html, use) => {
      const page = await context.newPage();
      const deeds: string[] = [];
      await watch(page, origin, address, html, deeds);
      await page.goto(`${origin}${address}`, { waitUntil: 'load' });
      await use?.(page);
      const { said, ...found } = await page.evaluate(look);
      // The search adds its words to the address.
      if (page.url().split('?')[0] !== `${origin}${address}`) deeds.push(`it went to ${page.url()}`);
      // A request may still be on its way.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.close();
      return { ...found, deeds: [...deeds, ...said] };
    },
    close: () => context.close(),
  };
}

async function watch(page: Page, origin: string, address: string, html: string, deeds: string[]): Promise<void> {
  page.on('dialog', (dialog) => {
    deeds.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', () => deeds.push('a new window'));
  page.on('download', () => deeds.push('a download'));
  page.on('pageerror', (error) => deeds.push(`an error: ${error.message}`));
  let isOpen = false;
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith('data:')) return route.continue();
    if (url === `${origin}${address}`) {
      if (isOpen) deeds.push('it was loaded again');
      isOpen = true;
      return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    }
    if (!url.startsWith(`${origin}/`)) {
      deeds.push(`a request to ${url}`);
      return route.abort();
    }
    const response = await route.fetch();
    if (!response.ok()) deeds.push(`a request for ${url}`);
    return route.fulfill({ response });
  });
}
