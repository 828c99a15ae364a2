import type { Element } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { toXml } from 'xast-util-to-xml';
import type { Root } from 'xast';
import { expect, test } from 'vitest';
import { bookHtml, bookId, type BookContext } from './bookHtml.ts';
import { loadTestLog } from './testLog.ts';

async function bodyOf(markdown: string, context: Partial<BookContext> = {}): Promise<string> {
  const { html } = await loadTestLog({
    'log.md': '---\ntitle: Log\n---\n',
    'resources/ppo.md': '---\ntitle: PPO\ntype: paper\nurl: https://example.org/ppo\n---\n',
    'pages/about.md': `---\ntitle: About\n---\n\n${markdown}\n`,
  });
  const [body = ''] = [...html.keys()].filter((key) => key === 'pages/about').map((key) => html.get(key));
  return write(body, context);
}

function write(html: string, context: Partial<BookContext> = {}): string {
  const children = bookHtml(html, {
    link: (address) => `to:${address}`,
    picture: () => undefined,
    footnotes: 'Footnotes',
    ...context,
  });
  return toXml(toXast({ type: 'root', children } as { type: 'root'; children: Element[] }) as Root, {
    closeEmptyElements: true,
  }).replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', '');
}

test('a formula is only MathML, with its source', async () => {
  const body = await bodyOf('So $x^2$ is.');
  expect(body).toContain('<annotation encoding="application/x-tex">x^2</annotation>');
  expect(body).toContain('alttext="x^2"');
  expect(body).not.toContain('katex');
});

test('each numbered row of a formula can still be linked to', async () => {
  const body = await bodyOf('$$\n\\begin{align} a &= b \\\\ c &= d \\end{align}\n$$\n\nSee [the second](#eq.2).');
  expect(body).toContain('id="eq_2e_1"');
  expect(body).toContain('<span id="eq_2e_2" /><math');
  expect(body).toContain('href="#eq_2e_2"');
});

test('a footnote is a note that a reading system can show in a popup, with links there and back', async () => {
  const body = await bodyOf('A sentence.[^a] Again.[^a]\n\n[^a]: The note.');
  expect(body).toContain('<sup><a href="#fn-a" id="fnref-a" epub:type="noteref" role="doc-noteref">1</a></sup>');
  expect(body).toContain(
    '<section class="footnotes" aria-label="Footnotes" epub:type="footnotes"><aside id="fn-a" epub:type="footnote" role="doc-footnote">',
  );
  expect(body).toMatch(/<p><span class="number">1\.<\/span> The note\. <a href="#fnref-a" aria-label="[^"]+" /);
  expect(body).toContain('href="#fnref-a-2"');
});

test('code keeps its keywords, comments and changed lines, and has no other markup', async () => {
  const body = await bodyOf('```js title="a.js" {2}\nconst x = 1; // why\nlet y; // [!code ++]\n```');
  expect(body).toContain('<figcaption>a.js</figcaption><pre dir="ltr"><code><span class="line" id="L1-1">');
  expect(body).toMatch(/<span class="token-keyword">const<\/span> x/);
  expect(body).toContain('<span class="token-comment">// why</span>');
  expect(body).toMatch(/class="line highlighted diff add"/);
  expect(body).not.toMatch(/tabindex|data-|token-(?!keyword|comment)/);
});

test('what needs the site becomes plain: cards, tasks, foldable boxes, links of headings', async () => {
  const body = await bodyOf(
    '## One\n\n[PPO](../resources/ppo.md)\n\n- [x] done\n\n> [!TIP]- Folded\n> Text.\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>',
  );
  expect(body).toContain('<h2 id="one">One</h2>');
  expect(body).toContain('<p class="card"><a href="to:/resources/ppo/">PPO</a> <span class="meta">Paper</span></p>');
  expect(body).toContain('☑ done');
  expect(body).toMatch(/<div class="callout callout-tip"><div class="callout-title">Folded<\/div>/);
  expect(body).toMatch(/<div><div>More<\/div>\s*<p>Hidden.<\/p>/);
  expect(body).not.toMatch(/<(?:details|summary|input|svg|use)/);
});

test('a link without a target becomes text, and a picture without a file its description', () => {
  const html = '<p><a href="/x/">there</a> <img src="/a.png" alt="A square"></p>';
  expect(write(html, { link: () => undefined })).toBe('<p>there A square</p>');
});

test('a picture with several sizes is one picture', () => {
  const html =
    '<picture><source srcset="/a-400.webp 400w"><img src="/a.png" alt="A" width="9" loading="lazy"></picture>';
  expect(write(html, { picture: (address) => `pictures${address}` })).toBe(
    '<img src="pictures/a.png" alt="A" width="9" />',
  );
});

test('several bodies in a file share no ids, and their headings are lower', async () => {
  const body = await bodyOf('## One\n\n[Up](#one), and a note.[^1]\n\n[^1]: Here.', {
    prefix: 'pages/about/',
    lowerBy: 1,
  });
  expect(body).toContain('<h3 id="pages.about.one">One</h3>');
  expect(body).toContain('href="#pages.about.one"');
  expect(body).toContain('href="#pages.about.fn-1"');
  expect(body).toContain('id="pages.about.fn-1"');
});

test('an id has only letters that need no escape, and two texts never have the same', () => {
  const texts = ['resources/ppo', 'resources.ppo', 'resources_2e_ppo', 'über', '深度学习', '1', 'a b'];
  const ids = texts.map(bookId);
  expect(new Set(ids).size).toBe(texts.length);
  for (const id of ids) expect(id).toMatch(/^[\w.-]+$/);
});

test('letters of other alphabets are characters, which every browser shows', async () => {
  const body = await bodyOf('$\\mathbb{RA} \\mathcal{L} \\mathfrak{g} \\mathbf{x}$');
  expect(body).toMatch(/<mi mathvariant="normal">ℝ<\/mi>.*𝔸.*ℒ.*𝔤.*<mi mathvariant="bold">x<\/mi>/);
});

test('formulas follow the schema of MathML where KaTeX does not', async () => {
  const body = await bodyOf('$$\na \\mathrel{\\bar{R}} b \\mathbin{\\bar{S}} c \\tag{1}\n$$');
  expect(body).toMatch(/<mrow><mspace width="0.2778em" \/><mover.*<mi>R<\/mi>.*<mspace width="0.2778em" \/><\/mrow>/);
  expect(body).toMatch(/<mrow><mspace width="0.22em" \/><mover.*<mi>S<\/mi>.*<mspace width="0.22em" \/><\/mrow>/);
  expect(body).not.toMatch(/<mtd width|<m[io]><m/);
});

test('a wide formula becomes smaller on a narrow screen, and one in a line of text can be scrolled', async () => {
  const sum = Array.from({ length: 20 }, (_, index) => `a_{${index}}`).join('+');
  expect(await bodyOf(`$$\n${sum}\n$$`)).toMatch(/<math [^>]*style="font-size:clamp\(0\.5em,1\.\d+vw,1em\)"/);
  expect(await bodyOf(`Text $${sum}$.`)).toMatch(/<span class="wide"><math [^>]*style="font-size:clamp/);
  expect(await bodyOf('$$\na + b\n$$')).not.toContain('style');
});
