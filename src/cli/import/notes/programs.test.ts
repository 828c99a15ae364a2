import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, png, readFiles } from './fixtures/readFolder.ts';
import { notes } from './readNotes.ts';

test('a Hugo site: shortcodes, page bundles, static files, links to its own address', async () => {
  const { texts, said } = await readFiles({
    'hugo.toml': 'baseURL = "https://example.org/blog/"\n',
    'content/_index.md': '---\ntitle: Home\n---\nText.\n',
    'content/about.md': '---\ntitle: About\n---\nText.\n',
    'content/posts/first.md': `+++
title = "First"
date = 2024-03-01
+++

[second]({{< ref "second.md#set-up" >}}), [b](/posts/bundle/), [c](https://example.org/blog/posts/second/#set-up).

{{< figure src="/img/a.png" title="The *cap*" alt="An alt" >}}

{{< youtube dQw4w9WgXcQ >}}

{{< highlight go "linenos=table" >}}
# no heading {{< youtube dQw4w9WgXcQ >}}
{{< /highlight >}}

{{% notice warning "Careful" %}}
Text.
{{% /notice %}}

{{< unknown a="b" >}}

\`\`\`md
{{< figure src="/img/a.png" >}}
\`\`\`
`,
    'content/posts/second.md': '---\ntitle: Second\nslug: two\n---\n## Set up\n\nText.\n',
    'content/posts/bundle/index.md': '---\ntitle: Bundle\naliases: [/old/place/]\n---\n![p](b.png)\n',
    'content/posts/bundle/b.png': await png(),
    'static/img/a.png': await png(),
  });
  expect(texts['content/posts/first.md']).toBe(`---
title: First
added: 2024-03-01
---

[second](notes/two.md#set-up), [b](notes/bundle.md), [c](notes/two.md#set-up).

![An alt](files/static/img/a.png "The *cap*")

[A video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)

\`\`\`go
# no heading {{< youtube dQw4w9WgXcQ >}}
\`\`\`

> [!WARNING] Careful
> Text.

{{< unknown a="b" >}}

\`\`\`md
{{< figure src="/img/a.png" >}}
\`\`\`
`);
  expect(texts['content/posts/bundle/index.md']).toContain(
    'aliases: old/place\n---\n\n![p](files/content/posts/bundle/b.png)',
  );
  expect(Object.keys(texts)).toHaveLength(4);
  expect(said).toContain('A template tag is left as text.');
});

test('a Jekyll site: Liquid, dates in names, drafts, pages', async () => {
  const { found, texts } = await readFiles({
    '_config.yml': 'url: https://me.example\nbaseurl: /b\n',
    '_posts/2024-03-01-hello.md': `---
layout: post
title: Hello
categories: ml web
---
[next]({% post_url 2024-03-02-next %}) ![x]({{ site.baseurl }}/x.png){: .center}

{% highlight ruby %}
# code {{ x }}
{% endhighlight %}

* TOC
{:toc}

{% include figure.html src="/x.png" caption="Cap" %} {% comment %}hidden{% endcomment %}

{% raw %}\`{{ x }}\`{% endraw %} {{ page.x }}

\`\`\`
{% highlight ruby %}
\`\`\`
`,
    '_posts/2024-03-02-next.markdown':
      '---\ntitle: Next\n---\n[hello](/b/2024/03/01/hello.html) [h]({% link _posts/2024-03-01-hello.md %})\n',
    '_drafts/idea.md': '---\ntitle: Idea\n---\nText.\n',
    'about.md': '---\ntitle: About\npermalink: /about/\n---\n[us](https://me.example/b/about/)\n',
    'index.html': '<p>Home</p>',
    'x.png': await png(),
  });
  expect(found.map(({ kind, name, fields }) => [kind, name, fields.added, fields.draft])).toEqual([
    ['note', 'idea', undefined, true],
    ['note', 'hello', '2024-03-01', undefined],
    ['note', 'next', '2024-03-02', undefined],
    ['page', 'about', undefined, undefined],
  ]);
  expect(texts['_posts/2024-03-01-hello.md']).toBe(`---
title: Hello
topics: [ml, web]
added: 2024-03-01
---

[next](notes/next.md) ![x](files/x.png)

\`\`\`ruby
# code {{ x }}
\`\`\`

![Cap](files/x.png "Cap")${' '}

\`{{ x }}\` {{ page.x }}

\`\`\`
{% highlight ruby %}
\`\`\`
`);
  expect(texts['_posts/2024-03-02-next.markdown']).toContain('[hello](notes/hello.md) [h](notes/hello.md)');
});

test('a Logseq graph: outlines, properties, tasks, references to blocks', async () => {
  const id = '64a1b2c3-0000-4000-8000-0123456789ab';
  const { found, texts, said } = await readFiles({
    'logseq/config.edn': '{}',
    'journals/2024_03_01.md':
      '- Read [[Lang/Rust]] #reading\n- TODO Write it down\n  SCHEDULED: <2024-03-02 Sat>\n- DONE Done\n',
    'pages/Lang___Rust.md': `tags:: language, systems
alias:: rs
- # Ownership
  - Each value has ==one== owner.
    id:: ${id}
    collapsed:: true
    - nested
      second line
- A paragraph
  of two lines
  - ![p](../assets/p.png){:height 100, :width 50}
- #+BEGIN_QUOTE
  Quoted
  #+END_QUOTE
- one ^^marked^^
- two
-
- \`\`\`rust
  - not a block
  key:: value
  \`\`\`
`,
    'pages/other.md': `- See ((${id})) and {{embed ((${id}))}} and [label](((${id}))) and [[rs]] and [page]([[Lang/Rust]]).\n- {{query (todo now)}}\n- source:: here\n`,
    'assets/p.png': await png(),
  });
  expect(texts['pages/Lang___Rust.md']).toBe(`---
title: Rust
topics: [lang, language, systems]
aliases: rs
---

## Ownership

Each value has <mark>one</mark> owner.

- nested
  second line

A paragraph
of two lines

- ![p](files/assets/p.png)

>
> Quoted

- one <mark>marked</mark>
- two

\`\`\`rust
- not a block
key:: value
\`\`\`
`);
  expect(texts['journals/2024_03_01.md']).toContain(`topics: reading
added: 2024-03-01
---

- Read [Rust](notes/lang/rust.md)
- [ ] Write it down
- [x] Done
`);
  const block = '[Each value has \\=\\=one\\=\\= owner.](notes/lang/rust.md)';
  expect(texts['pages/other.md']).toContain(
    `- See ${block} and ${block} and [label](notes/lang/rust.md) and [rs](notes/lang/rust.md) and [page](notes/lang/rust.md).`,
  );
  expect(texts['pages/other.md']).toContain('**source**: here');
  expect(said).toContain('"{{query …}}" is left out, because the site cannot fill it in.');
  expect(found.map(({ name }) => name)).toEqual(['2024-03-01', 'lang/rust', 'other']);
});

test('an export of Notion: ids in names, properties, callouts, pages in HTML', async () => {
  const [home, sub] = ['0123456789abcdef0123456789abcdef', 'fedcba98765432100123456789abcdef'];
  const { found, texts } = await readFiles({
    [`Home ${home}.md`]: `# Home\n\n<aside>\n⚠️ A warning\n\nwith more.\n\n</aside>\n\n[Sub](Home%20${home}/Sub%20${sub}.md) https://www.notion.so/me/Sub-${sub}\n\n![Untitled](Home%20${home}/Untitled.png)\n`,
    [`Home ${home}/Sub ${sub}.md`]:
      '# Sub\n\nTags: python, web\nCreated: March 1, 2024 10:00 AM\nMood: good\n\nText: here.\n',
    [`Home ${home}/Untitled.png`]: await png(),
    [`Web ${sub}.html`]: `<html><head><title>Web</title></head><body><article class="page sans"><header><h1 class="page-title">Web</h1><table class="properties"><tbody><tr class="property-row"><th>Tags</th><td><span>html</span></td></tr></tbody></table></header><div class="page-body"><p>A <strong>b</strong> <a href="Home%20${home}.md">home</a></p><figure class="equation"><span class="katex-display"><math><annotation encoding="application/x-tex">x^2</annotation></math></span></figure><script>x</script></div></article></body></html>`,
  });
  expect(found.map(({ name }) => name)).toEqual(['home', 'home/sub', 'web']);
  expect(texts[`Home ${home}.md`]).toContain(
    '> [!WARNING]\n> A warning\n>\n> with more.\n\n[Sub](notes/home/sub.md) [Sub](notes/home/sub.md)\n\n![Untitled](files/',
  );
  expect(texts[`Home ${home}/Sub ${sub}.md`]).toBe(
    '---\ntitle: Sub\ntopics: [home, python, web]\nadded: 2024-03-01\n---\n\nText: here.\n',
  );
  expect(texts[`Web ${sub}.html`]).toBe(
    '---\ntitle: Web\ntopics: html\n---\n\nA **b** [home](notes/home.md)\n\n$$\nx^2\n$$\n',
  );
});

test('the content of an Astro site: MDX without its code', async () => {
  const { texts } = await readFiles({
    'astro.config.mjs': '',
    'src/content/blog/a.mdx': `---
title: A
pubDate: 2024-03-01
---
import Box from '../Box.astro';
export const x = 1;

<Box kind="x">

Text with {x}.

</Box>

{/* a comment */}

![p](../../assets/p.png) ![q](/q.png)

\`\`\`js
import y from 'y';
\`\`\`
`,
    'src/assets/p.png': await png(),
    'public/q.png': await png(),
  });
  expect(texts['src/content/blog/a.mdx']).toBe(`---
title: A
added: 2024-03-01
---

Text with {x}.

![p](files/src/assets/p.png) ![q](files/public/q.png)

\`\`\`js
import y from 'y';
\`\`\`
`);
});

test('a Jekyll site in a folder of its own, which shows its settings', async () => {
  const { texts, found } = await readFiles({
    'README.md': 'Text.\n',
    'script.py': '',
    'site/_config.yml': 'forum: https://example.org/forum\n',
    'site/index.md': 'Welcome.\n',
    'site/about.md': 'Text.\n',
    ...Object.fromEntries(['b', 'c', 'd', 'e'].map((name) => [`site/_posts/2024-03-01-${name}.md`, 'Text.\n'])),
    'site/_posts/2024-03-01-a.md':
      'See the [forum]({{ site.forum }}), [b]({% post_url 2024-03-01-b %}), ![p](/p.png).\n',
    'site/p.png': await png(),
  });
  expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'note a',
    'note b',
    'note c',
    'note d',
    'note e',
    'page about',
  ]);
  expect(texts['site/_posts/2024-03-01-a.md']).toContain(
    'See the [forum](https://example.org/forum), [b](notes/b.md), ![p](files/site/p.png).\n',
  );
});

test('a component that shows a picture is the picture', async () => {
  const { texts } = await readFiles({
    'a.mdx': '<Figure alt="A plan" src="./p.png" />\n\n<Wide src="./p.png">A caption</Wide>\n\n<Figure src={plan} />\n',
    'p.png': await png(),
  });
  expect(texts['a.mdx']).toBe('---\ntitle: A\n---\n\n![A plan](files/p.png)\n\n![P](files/p.png)A caption\n');
});

test('a single note, with the files beside it that it refers to', async () => {
  const folder = await folderOf({
    'a/Some note.md': '# Some *note*\n\n![p](img/p.png) [b](b.md) [c](img/c.pdf)\n',
    'a/b.md': 'Text.\n',
    'a/img/p.png': await png(),
    'a/img/c.pdf': '%PDF-1.4\n',
  });
  const { kind, found, files } = await notes.read(join(folder, 'a/Some note.md'));
  expect(kind).toBe('a note');
  expect(found.map(({ at, name, fields }) => [at.file, name, fields.title])).toEqual([
    ['Some note.md', 'some-note', 'Some *note*'],
  ]);
  expect([...(files ?? new Map<string, Uint8Array>()).keys()]).toEqual(['img/p.png', 'img/c.pdf']);
  expect(found[0]?.body?.((file) => `files/${file}`).trim()).toBe('![p](files/img/p.png) b [c](files/img/c.pdf)');
});
