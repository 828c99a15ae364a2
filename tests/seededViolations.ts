import type { AuditRule } from './siteAudit/violation.ts';

/** A violation as it would appear in a built site if a defence failed. */
export interface SeededViolation {
  readonly what: string;
  readonly rule: AuditRule;
  readonly file: string;
  readonly seed: (text: string) => string;
}

const week = 'weeks/01-first/index.html';
const library = 'resources/index.html';
const topicFeed = 'feeds/topics/foundations.xml';

/** Inserts HTML into the frame of a page, before its main part. */
const inFrame = (html: string) => (text: string) => text.replace('<main', `${html}<main`);
/** Inserts HTML into the text of an entry. */
const inProse = (html: string) => (text: string) => text.replace(/(<div class="prose">)/, `$1${html}`);
const inHead = (html: string) => (text: string) => text.replace('</head>', `${html}</head>`);
const inAtom = (html: string) => (text: string) => text.replace('<![CDATA[<p>', `<![CDATA[${html}<p>`);
const inJson = (html: string) => (text: string) =>
  text.replace('"content_html": "', `"content_html": "${JSON.stringify(html).slice(1, -1)}`);

/** Changes the content of a tag for other sites. */
const inTag = (property: string, content: string) => (text: string) =>
  text.replace(new RegExp(`(<meta (?:property|name)="${property}" content=")[^"]*`), `$1${content}`);
/** Removes such a tag. */
const withoutTag = (property: string) => (text: string) =>
  text.replace(new RegExp(`<meta (?:property|name)="${property}"[^>]*>`), '');

const onPages: readonly (readonly [string, AuditRule, (text: string) => string])[] = [
  ['an inline script', 'script', inFrame('<script>alert(1)</script>')],
  ['the start script with an addition', 'script', (text) => text.replace("('js');", "('js');x();")],
  ['a script of another host', 'script', inFrame('<script type="module" src="https://evil.example/x.js"></script>')],
  [
    'a script that is not a script file of the site',
    'script',
    inHead('<script type="module" src="/log/images/x.js"></script>'),
  ],
  ['a script in a drawing', 'script', inProse('<svg><script>alert(1)</script></svg>')],
  ['data that a browser might run as rules', 'script', inHead('<script type="speculationrules">{}</script>')],
  ['an event handler', 'handler', inFrame('<b onclick="alert(1)">b</b>')],
  ['an event handler in capitals, after a slash', 'handler', inProse('<img/ONERROR=alert(1) src="">')],
  ['an event handler of a drawing', 'handler', inProse('<svg onload="alert(1)"></svg>')],
  ['a frame with a page in an attribute', 'handler', inFrame('<iframe srcdoc="<script>alert(1)</script>"></iframe>')],
  ['a frame', 'element', inFrame('<iframe></iframe>')],
  ['an element that changes relative addresses', 'element', inHead('<base href="/log/">')],
  ['an object', 'element', inProse('<object></object>')],
  ['a style element', 'element', inHead('<style>b { color: red }</style>')],
  ['a page that leads elsewhere', 'element', inHead('<meta http-equiv="refresh" content="0;url=//evil.example/">')],
  ['HTML in a drawing', 'element', inProse('<svg><foreignObject><b>b</b></foreignObject></svg>')],
  [
    'an animation of an address',
    'element',
    inProse('<svg><a><set attributeName="href" to="javascript:x()"/></a></svg>'),
  ],
  ['a form in an entry', 'element', inProse('<form><button>Send</button></form>')],
  ['a field of text in an entry', 'element', inProse('<input type="text">')],
  ['a password in an entry', 'element', inProse('<input type="password" name="password">')],
  ['an attribute for the index in an entry', 'attribute', inProse('<p data-pagefind-ignore>p</p>')],
  ['an attribute that presses a key', 'attribute', inProse('<a data-key="next" href="#page.main">next</a>')],
  ['an attribute that makes text editable', 'attribute', inProse('<p contenteditable>p</p>')],
  ['a picture of another host', 'foreign-load', inProse('<img src="//evil.example/p.png" alt="p">')],
  [
    'a picture of another host in a srcset',
    'foreign-load',
    inProse('<img srcset="a.png 1x, https://evil.example/p 2x">'),
  ],
  ['a video of another host', 'foreign-load', inFrame('<video poster="https://evil.example/p.png"></video>')],
  ['a style sheet of another host', 'foreign-load', inHead('<link rel="stylesheet" href="https://evil.example/">')],
  ['a DNS prefetch of another host', 'foreign-load', inHead('<link rel="dns-prefetch" href="//evil.example">')],
  ['an icon of another host', 'foreign-load', inProse('<svg><use href="https://evil.example/i.svg#i"/></svg>')],
  ['a form that submits to another host', 'foreign-load', inFrame('<form action="https://evil.example/"></form>')],
  ['a link that pings another host', 'foreign-load', inFrame('<a href="/log/" ping="https://evil.example/">a</a>')],
  ['a link that runs script', 'scheme', inProse('<a href="javascript:alert(1)">a</a>')],
  ['a link that runs script, with a tab in its scheme', 'scheme', inProse('<a href="jav&#9;ascript:alert(1)">a</a>')],
  ['a link that runs script, after a control character', 'scheme', inFrame('<a href="&#1;JavaScript:x()">a</a>')],
  ['a link to data', 'scheme', inFrame('<a href="data:text/html,<script>alert(1)</script>">a</a>')],
  ['a link of a drawing that runs script', 'scheme', inProse('<svg><a xlink:href="javascript:x()"></a></svg>')],
  ['a button that runs script', 'scheme', inFrame('<button formaction="javascript:alert(1)">b</button>')],
  ['a link to a file', 'scheme', inFrame('<a href="file:///etc/passwd">a</a>')],
  ['a style that loads', 'style', inProse('<span style="background:url(/log/images/x.png)">s</span>')],
  ['a style over the whole page', 'style', inProse('<span style="position:fixed;inset:0">s</span>')],
  ['a style with an escaped property name', 'style', inProse('<span style="po\\73ition:fixed">s</span>')],
  ['a picture with a name', 'clobbering-id', inProse('<img name="getElementById" alt="a">')],
  ['a form with a name', 'clobbering-id', inFrame('<form name="body"></form>')],
  ['a picture with an id', 'clobbering-id', inProse('<img id="cookie" alt="a">')],
  ['an id of the frame in an entry', 'clobbering-id', inProse('<p id="page.new">p</p>')],
  ['an id twice', 'duplicate-id', inProse('<p id="page.main">p</p>')],
  ['a link to a page that is not there', 'dead-address', inProse('<a href="/log/nowhere/">a</a>')],
  ['a link out of the site', 'dead-address', inProse('<a href="/other/">a</a>')],
  ['a link to an id that is not there', 'dead-address', inProse('<a href="#nowhere">a</a>')],
  ['a picture that is not there', 'dead-address', inProse('<img src="/log/images/gone.png" alt="gone">')],
  ...[
    ...['og:title', 'og:type', 'og:site_name', 'og:locale', 'og:description', 'og:url', 'og:image', 'og:image:type'],
    ...['og:image:width', 'og:image:height', 'og:image:alt', 'twitter:card', 'article:section'],
  ].map((tag) => [`no ${tag}`, 'share', withoutTag(tag)] as const),
  ['the address of another page', 'share', inTag('og:url', 'https://example.org/log/')],
  ['a language without a region, as a program writes it', 'share', inTag('og:locale', 'tlh_undefined')],
  ['a share picture without host', 'share', inTag('og:image', '/log/share/0.png')],
  ['a share picture that is not there', 'share', inTag('og:image', 'https://example.org/log/share/0.png')],
  ['a tag twice', 'share', inHead('<meta property="og:type" content="article">')],
  ['an author without a name', 'share', inTag('article:author', '')],
  ['a time in place of a day', 'share', inTag('article:published_time', 'yesterday')],
  ['a page that is no article, with tags of one', 'share', inTag('og:type', 'website')],
  ['no policy', 'policy', (text) => text.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '')],
  ['a weaker policy', 'policy', (text) => text.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")],
  ['two policies', 'policy', (text) => text.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '$&$&')],
  [
    'a policy after a link that it covers',
    'policy',
    (text) => text.replace('<meta charset="utf-8">', '$&<link rel="icon">'),
  ],
];

const elsewhere: readonly SeededViolation[] = [
  { what: 'a script on a list', rule: 'script', file: library, seed: inFrame('<script>alert(1)</script>') },
  {
    what: 'a script where an old address leads on',
    rule: 'element',
    file: 'resources/attention-paper/index.html',
    seed: inHeadless('<script>alert(1)</script>'),
  },
  {
    what: 'an old address that leads to another host',
    rule: 'foreign-load',
    file: 'resources/attention-paper/index.html',
    seed: (text) => text.replace('url=/log/', 'url=https://evil.example/log/'),
  },
  { what: 'a script in a feed', rule: 'script', file: 'feed.xml', seed: inAtom('<script>alert(1)</script>') },
  { what: 'a handler in a feed', rule: 'handler', file: 'feed.xml', seed: inAtom('<img src=x onerror=alert(1)>') },
  {
    what: 'a picture of another host in a feed',
    rule: 'foreign-load',
    file: 'feed.xml',
    seed: inAtom('<img src="https://evil.example/p">'),
  },
  { what: 'a relative link in a feed', rule: 'dead-address', file: 'feed.xml', seed: inAtom('<a href="/log/">a</a>') },
  { what: 'a style in a feed', rule: 'style', file: 'feed.xml', seed: inAtom('<p style="color:red">p</p>') },
  {
    what: 'a script in the feed of a topic',
    rule: 'script',
    file: topicFeed,
    seed: inAtom('<script>alert(1)</script>'),
  },
  { what: 'a frame in a feed', rule: 'element', file: 'feed.xml', seed: inAtom('<iframe></iframe>') },
  {
    what: 'an entry of a feed that runs script',
    rule: 'scheme',
    file: 'feed.xml',
    seed: (text) =>
      text.replace(/<link href="https:[^"]*" rel="alternate"/, '<link href="javascript:x()" rel="alternate"'),
  },
  {
    what: 'HTML of its own in a feed',
    rule: 'form',
    file: 'feed.xml',
    seed: (text) => text.replace('</feed>', '<x:script xmlns:x="http://www.w3.org/1999/xhtml">x()</x:script></feed>'),
  },
  {
    what: 'a document type in a feed',
    rule: 'form',
    file: 'feed.xml',
    seed: (text) => text.replace('<feed', '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed'),
  },
  { what: 'what is no feed', rule: 'form', file: 'feed.json', seed: (text) => text.slice(1) },
  { what: 'a script in a JSON feed', rule: 'script', file: 'feed.json', seed: inJson('<script>alert(1)</script>') },
  {
    what: 'a link in a JSON feed that runs script',
    rule: 'scheme',
    file: 'feed.json',
    seed: inJson('<a href="javascript:x()">a</a>'),
  },
  {
    what: 'a script in the icon sprite',
    rule: 'script',
    file: 'icons.svg',
    seed: (text) => text.replace('</svg>', '<script>x()</script></svg>'),
  },
  {
    what: 'a handler in the icon sprite',
    rule: 'handler',
    file: 'icons.svg',
    seed: (text) => text.replace('<svg', '<svg onload="x()"'),
  },
  {
    what: 'a script by another name in the icon sprite',
    rule: 'element',
    file: 'icons.svg',
    seed: (text) => text.replace('</svg>', '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script></svg>'),
  },
  {
    what: 'an entity in the icon sprite',
    rule: 'form',
    file: 'icons.svg',
    seed: (text) => `<!DOCTYPE svg [<!ENTITY x "y">]>${text}`,
  },
  {
    what: 'a preview that is not JSON',
    rule: 'form',
    file: 'previews/weeks/01-first.json',
    seed: (text) => `${text}<`,
  },
];

function inHeadless(html: string): SeededViolation['seed'] {
  return (text) => text.replace('<body>', `<body>${html}`);
}

/** Violations for the site of the log "everything", each in one of its files. */
export const seededViolations: readonly SeededViolation[] = [
  ...onPages.map(([what, rule, seed]) => ({ what, rule, file: week, seed })),
  ...elsewhere,
];
