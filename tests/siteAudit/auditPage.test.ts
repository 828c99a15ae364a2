import { expect, test } from 'vitest';
import { auditPage, readPage } from './auditPage.ts';

const rules = { policy: "default-src 'none'", isOurs: (address: string) => address.startsWith('/_astro/') };
const head = `<meta charset="utf-8"><meta http-equiv="content-security-policy" content="${rules.policy}">`;
const page = (body: string) =>
  readPage(`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
const rulesIn = (body: string) => auditPage(page(body), rules).map(({ rule }) => rule);

test('a page with its policy, a script of the site and an entry passes', () => {
  expect(
    rulesIn('<main><div class="prose"><p>Text</p></div></main><script type="module" src="/_astro/a.js"></script>'),
  ).toEqual([]);
});

test('the content of a template is audited too', () => {
  expect(rulesIn('<template><b onclick="x()">b</b></template>')).toEqual(['element', 'handler']);
});

test('some attributes are allowed in the frame, but not in the text of an entry', () => {
  expect(rulesIn('<p data-key="next">p</p>')).toEqual([]);
  expect(rulesIn('<div class="prose"><p data-key="next">p</p></div>')).toEqual(['attribute']);
});

test('an entry inside an entry is audited the same way', () => {
  expect(rulesIn('<div class="prose"><form></form><div class="prose"></div></div>')).toContain('element');
});
