import { describe, expect, test } from 'vitest';
import type { EntryKey } from '../log/entry.ts';
import { feedHtml } from './feedHtml.ts';
import { loadTestLog } from './testLog.ts';

const page = 'https://example.org/log/weeks/one/';
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A formula in a feed. */
function math(presentation: string, tex: string, display = ''): string {
  const annotation = `<annotation encoding="application/x-tex">${tex}</annotation>`;
  const semantics = `<semantics>${presentation}${annotation}</semantics>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"${display}>${semantics}</math>`;
}

/** The body of a week, rendered as for the site and then for feeds. */
async function feedOf(body: string): Promise<string> {
  const { html } = await loadTestLog({
    'log.md': '---\ntitle: Log\nsite: https://example.org/log/\n---\n',
    'weeks/one.md': `---\ntitle: One\nstart: 2025-02-07\n---\n${body}`,
    'resources/ppo.md':
      '---\ntitle: PPO & more\ntype: paper\nurl: https://example.com\nlevel: advanced\n---\n## Notes\n',
    'resources/dpo.md': '---\ntitle: DPO\ntype: video\nurl: https://www.youtube.com/watch?v=abcdefghijk\n---\n',
  });
  return feedHtml(html.get('weeks/one' as EntryKey) ?? '', page).trim();
}

describe('markup of the site becomes plain markup', () => {
  test.each([
    [
      'an inline formula is MathML with its TeX',
      'So $a<b$.',
      `<p>So ${math('<mrow><mi>a</mi><mo>&#x3C;</mo><mi>b</mi></mrow>', 'a&#x3C;b')}.</p>`,
    ],
    [
      'a displayed formula is a block of it',
      '$$\n\\frac{a}{b}\n$$',
      `<p>${math('<mrow><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow>', '\\frac{a}{b}', ' display="block"')}</p>`,
    ],
    ['a heading loses its anchor and id', '## Some *news*', '<h2>Some <em>news</em></h2>'],
    [
      'a card is a link in a paragraph',
      '[PPO](../resources/ppo.md)',
      '<p><a href="https://example.org/log/resources/ppo/">PPO &#x26; more</a></p>',
    ],
    [
      'a list of cards is a list of links',
      '3. [PPO](../resources/ppo.md)\n4. [DPO](../resources/dpo.md)',
      '<ol start="3"><li><a href="https://example.org/log/resources/ppo/">PPO &#x26; more</a></li>' +
        '<li><a href="https://example.org/log/resources/dpo/">DPO</a></li></ol>',
    ],
    [
      'code loses its colours and keeps its lines',
      '```python\n\ndef f(x):\n\n    return x < 1 & 2\n```',
      '<pre><code>\ndef f(x):\n\n    return x &#x3C; 1 &#x26; 2</code></pre>',
    ],
    [
      'code with a title keeps it',
      '```python title="f.py"\nf()\n```',
      '<figure><figcaption>f.py</figcaption><pre><code>f()</code></pre></figure>',
    ],
    [
      'a diff shows its signs',
      '```js\na();\nb(); // [!code --]\nc(); // [!code ++]\n```',
      '<pre><code>  a();\n- b(); \n+ c(); </code></pre>',
    ],
    [
      'a callout is a quotation under its title',
      '> [!TIP] Try $x$\n> It works.',
      `<blockquote><p><strong>Try ${math('<mrow><mi>x</mi></mrow>', 'x')}</strong></p><p>It works.</p>\n\n</blockquote>`,
    ],
    [
      'a callout that folds is one too',
      '> [!question]- Why?\n> Because.',
      '<blockquote><p><strong>Why?</strong></p><p>Because.</p>\n\n</blockquote>',
    ],
    ['a task shows its state', '- [x] done\n- [ ] open', '<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>'],
    [
      'allowed HTML stays',
      'H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title="as said">a.s.</abbr>',
      '<p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title="as said">a.s.</abbr></p>',
    ],
  ])('%s', async (_, markdown, expected) => {
    expect(await feedOf(markdown)).toBe(expected);
  });

  test('a drawing becomes its title and description', () => {
    const drawing = '<figure><svg role="img"><title>Bars</title><desc>Two bars.</desc><rect/></svg></figure>';
    expect(feedHtml(drawing, 'https://example.org/x/')).toBe('<figure><p>[Bars: Two bars]</p></figure>');
  });

  test('a table leaves its box and keeps its alignment', async () => {
    const html = await feedOf('| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(html).toMatch(/^<table>/);
    expect(html).toContain('<td align="right">2</td>');
  });
});

describe('addresses are absolute', () => {
  test.each([
    ['[x](../resources/ppo.md#notes)', 'https://example.org/log/resources/ppo/#notes'],
    ['[x](../resources/dpo.md#t=1:05)', 'https://www.youtube.com/watch?v=abcdefghijk&#x26;t=65s'],
    ['[x](#über-uns)\n\n## Über uns', 'https://example.org/log/weeks/one/#%C3%BCber-uns'],
    ['[x](https://example.com/a?b=1&c=2)', 'https://example.com/a?b=1&#x26;c=2'],
    ['[x](mailto:ada@example.org)', 'mailto:ada@example.org'],
  ])('%s', async (link, expected) => {
    expect(await feedOf(`See ${link}`)).toContain(`<a href="${expected}">x</a>`);
  });

  test('a picture comes from the site', async () => {
    const html = '<figure><img src="/log/images/a%20b-1.png" alt="A" width="1" height="2" loading="lazy"></figure>';
    const src = 'https://example.org/log/images/a%20b-1.png';
    expect(feedHtml(html, page)).toBe(`<figure><img src="${src}" alt="A" width="1" height="2"></figure>`);
  });

  test('a picture in several widths is the one that was written', () => {
    const source = '<source type="image/webp" srcset="/log/images/a-400.webp 400w" sizes="92vw">';
    const html = `<figure><picture>${source}<img src="/log/images/a.png" alt="A" width="9" height="2"></picture></figure>`;
    const img = '<img src="https://example.org/log/images/a.png" alt="A" width="9" height="2">';
    expect(feedHtml(html, page)).toBe(`<figure>${img}</figure>`);
  });

  test('an invalid address is dropped', () => {
    expect(feedHtml('<a href="http://[">x</a>', page)).toBe('<a>x</a>');
  });

  test('no script, foreign scheme or inline picture gets through', () => {
    const html = `<a href="javascript:alert(1)" onclick="x()">x</a><img src="data:image/png;base64,${png}"><script>y</script>`;
    expect(feedHtml(html, page)).toBe('<a>x</a><img>');
  });
});

test('footnotes lead from mark to note and back, and nothing else keeps an id', async () => {
  const html = await feedOf('## Head\n\nOnce[^é] and again[^é], with [PPO](../resources/ppo.md).\n\n[^é]: The *note*.');
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const targets = [...html.matchAll(/ href="([^"]*#fn[^"]*)"/g)].map(([, href]) => new URL(href ?? ''));
  expect(ids).toHaveLength(3);
  expect(targets).toHaveLength(4);
  for (const target of targets) {
    expect(`${target.origin}${target.pathname}`).toBe(page);
    expect(ids).toContain(target.hash.slice(1));
  }
});

test('no class, style or data attribute is left', async () => {
  const html = await feedOf(
    '## A\n\n$x$ `y`[^1]\n\n```js {1}\nz\n```\n\n> [!NOTE]\n> n\n\n- [ ] t\n\n[^1]: Note.\n\n[PPO](../resources/ppo.md)',
  );
  expect(html).not.toMatch(/ (class|style|role|tabindex|data-[a-z-]+|aria-hidden|rel)[ =>]/);
  expect(html).not.toMatch(/<(svg|span|div|input)/);
});
