import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EntryKey, ResourceId } from '../log/entry.ts';
import { rules } from '../log/rules.ts';
import { leastLog, makeFolder, picture } from './fixtures/folder.ts';
import { loadLog, type LoadedLog } from './load.ts';

const load = async (files: Parameters<typeof makeFolder>[0], drafts = false): Promise<LoadedLog> =>
  loadLog(await makeFolder(files), { drafts });

/** Problems as `file:line:column rule`. */
const told = ({ problems }: LoadedLog): string[] =>
  problems.map(({ file, range, rule }) => `${file}:${range.line}:${range.column} ${rule}`);

const week = (body: string, fields = 'start: 2025-02-07') => `---\ntitle: A week\n${fields}\n---\n\n${body}\n`;
const resource = (body: string, fields = 'url: https://example.org') =>
  `---\ntitle: A resource\ntype: paper\n${fields}\n---\n\n${body}\n`;

describe('a valid log', () => {
  const files = async () => ({
    'content/log.md':
      '---\ntitle: A log\nsite: https://example.org/log/\nmacros:\n  \\RR: \\mathbb{R}\n---\n\nThe *introduction*.\n',
    'content/weeks/01.md': week(
      'First [the paper](../resources/ppo.md), $x \\in \\RR$.\n\n![A dot](../images/dot.png)',
    ),
    'content/resources/ppo.md': resource('## Notes\n\nBack to [the week](../weeks/01.md).'),
    'content/images/dot.png': await picture('png'),
    'content/images/unused.png': await picture('png', 9, 9),
  });

  test('is read, linked and rendered, pictures and macros included', async () => {
    const loaded = await load(await files());
    const { log, html, pictures, problems, texts, entries } = loaded;
    expect(problems).toEqual([]);
    expect(
      log.mentionsOf(log.resource('ppo' as ResourceId)).map(({ from, link }) => [from.id, link.sentence.before]),
    ).toEqual([['01', 'First ']]);
    expect(html.get('log' as EntryKey)).toBe('<p>The <em>introduction</em>.</p>');
    expect(html.get('weeks/01' as EntryKey)).toContain('href="/log/resources/ppo/"');
    expect(html.get('weeks/01' as EntryKey)).toContain(`src="${pictures[0]?.href}" width="3" height="2"`);
    expect(html.get('weeks/01' as EntryKey)).toContain('double-struck');
    expect(html.get('resources/ppo' as EntryKey)).toContain('<h2 id="notes">');
    expect(pictures.map(({ path }) => path)).toEqual(['images/dot.png']);
    expect([...texts.keys()]).toEqual(entries.map(({ file }) => file));
  });

  test('has notebooks and tables that entries link to, and a warning for others', async () => {
    const { problems } = await load({
      ...(await files()),
      'content/notes/run.md': '# Runs\n\nSee [the run](run.ipynb) and [its table](<data/My table.csv>).\n',
      ...{ 'content/notes/run.ipynb': '{"cells": []}', 'content/notes/data/My table.csv': 'a,b\n' },
      ...{ 'content/notes/other.ipynb': '{"cells": []}', 'content/notes/data/My list.csv': 'a,b\n' },
    });
    expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'unread-file',
        '"content/notes/data/My list.csv" is not read: entries end in ".md". Run learnlog import "content/notes/data/My list.csv" to make entries of it.',
      ],
      ['unread-file', '"content/notes/other.ipynb" is not read: entries end in ".md".'],
    ]);
  });

  test('is the same each time it is read', async () => {
    const [first, second] = [await load(await files()), await load(await files())];
    const bodiesOf = ({ html }: LoadedLog) => [...html.keys()].map((key) => [key, html.get(key)]);
    expect(bodiesOf(first)).toEqual(bodiesOf(second));
    expect(first.entries).toEqual(second.entries);
  });

  test('can consist of log.md alone', async () => {
    const { log, problems } = await load(leastLog);
    expect([log.title, problems]).toEqual(['A log', []]);
  });
});

test('every rule that content can break is reported in one run, each at its position', async () => {
  const folder = await makeFolder({
    'content/log.md': '---\ntitle: Broken\ntopics: { rl: RL, old: Old, me: { parent: me } }\n---\n',
    'content/notes/a/x/note.md': '---\ntitle: One\n---\n',
    'content/notes/b/x/note.md': '---\ntitle: Another\n---\n',
    'content/notes.md': 'Where nothing is read from.\n',
    'content/notes/machines/a.md': '---\ntitle: A\n---\n',
    'content/notes/machnies/b.md': '---\ntitle: B\n---\n',
    'content/pages/two words.md': week(''),
    'content/pages/latin.md': new Uint8Array([0x47, 0x72, 0xfc, 0xdf]),
    'content/pages/bare.md': 'No frontmatter, and [a link](javascript:alert(1)).\n',
    'content/pages/colon.md': '---\ntitle: A: B\n---\n\nAnd <tt>HTML</tt>.\n',
    'content/pages/cut.md': '---\nlayout: page\ntitle: A #1\n---\n',
    'content/pages/keys.md': '---\ntitel: T\n---\n',
    'content/pages/place.md': '---\ntitle: T\nplace: somewhere\n---\n',
    'content/pages/alias.md': '---\ntitle: &t T\nsummary: *t\n---\n',
    'content/pages/levels.md': `---\ntitle: ${'['.repeat(21)}${']'.repeat(21)}\n---\n`,
    'content/pages/twice.md': '---\ntitle: A\ntitle: B\n---\n',
    'content/pages/long.md': `---\ntitle: T\n---\n${'A long line.\n'.repeat(41_000)}`,
    'content/pages/bell.md': '---\ntitle: T\n---\n\nA bell\u0007.\n',
    'content/pages/open.md': '---\ntitle: T\n---\n\n```\nx = 1\n',
    'content/pages/nested.md': `---\ntitle: T\n---\n\n${'> '.repeat(61)}Deep.\n`,
    'content/weeks/01-backwards.md': week('', 'start: 2025-02-07\nend: 2025-02-01\nspent: { rl: 1h, lr: 2h }'),
    'content/weeks/02-links.md': week(
      [
        'To [nothing](../resources/nothing.md), [a heading](../resources/sound.md#nowhere),',
        '[a moment](01-backwards.md#t=1:00), [no moment](../resources/sound.md#t=soon),',
        '[a draft](../resources/draft.md), [a script](javascript:alert(1)).',
        '',
        'Undefined[^a], defined[^b].',
        '',
        '[^b]: Once.',
        '',
        '[^b]: Twice.',
        '',
        '[^c]: Unused.',
        '',
        '![Not there](../images/nowhere.png) ![](../images/dot.png)',
        '![Text](../images/text.png) ![A link](../images/link.png)',
        '![Capitals](../images/Dot.png) ![Elsewhere](https://example.org/x.png)',
      ].join('\n'),
    ),
    'content/weeks/03-text.md': week(
      [
        'Some <tt>HTML</tt>.',
        '',
        '```klingon',
        '```',
        '',
        '```',
        'x'.repeat(2001),
        '```',
        '',
        '$$',
        'a \\foo',
        '$$',
      ].join('\n'),
      'start: 2025-02-14',
    ),
    'content/weeks/04-web.md': week(
      [
        '[Capitals](../resources/A.md),',
        '[from the root](/resources/a.md),',
        '[a page](../resources/a.html),',
        '[outside](../../README.md),',
        '[an entry](https://example.org/a),',
        '[example.com](https://example.org/elsewhere),',
        '[too late](../resources/talk.md#t=46:00).',
        '',
        '# One',
        '',
        '## Two',
        '',
        '#### Four',
        '',
        '## Two',
        '',
        '![Too large](../images/large.png)',
        '',
        `A formula, $${'x'.repeat(4001)}$.`,
      ].join('\n'),
      'start: 2025-02-21',
    ),
    'content/weeks/05-formulas.md': week(
      [
        'Not $five or ten$.',
        '',
        '| $P(A|B)$ | b |',
        '| - | - |',
        '| 1 | 2 |',
        '',
        'By \\eqref{x}, \\(y\\) is $é$.',
        '',
        '$$',
        'x = 1',
      ].join('\n'),
      'start: 2025-03-31',
    ),
    'content/weeks/06-foreign.md': week(
      ['A [[note]] %%secret%% and [x][y].', '', '> [!EXPERIMENT]', '> x', '', '##\u00a0Setup', '', '%% open'].join(
        '\n',
      ),
      'start: 2025-04-07',
    ),
    'content/weeks/07-html.md': week(
      [
        '<b class="x">Bold.',
        '',
        'An end</li>.',
        '',
        '<div>',
        '**Bold**',
        '</div>',
        '',
        '[A file](../a.pdf), [no PDF](../images/no.pdf).',
      ].join('\n'),
      'start: 2025-04-14',
    ),
    'content/resources/a.md': resource('', 'url: https://example.org/a\nprerequisites: b'),
    'content/resources/b.md': resource('', 'url: https://example.org/b\nprerequisites: [sound, a]\naliases: Sound'),
    'content/resources/c.md': resource(
      '',
      'topics: [rl, vision]\nprerequisites: [missing]\nseries: draft\npart: 1',
    ).replace(/title: .*\n/, ''),
    'content/resources/d.md': resource('', 'isbn: 9780262035613\npart: 2'),
    'content/resources/draft.md': resource('', 'url: https://example.org/draft\ndraft: true'),
    'content/resources/forms.md': resource('', 'url: example.org\npublished: April\nlength: long\narxiv: 1706'),
    'content/resources/names.md': resource(
      '',
      'url: https://example.org/names\nauthors: [Lovelace, Ada]\nstatus: queued',
    ),
    'content/resources/part.md': resource('', 'url: https://example.org/part\nseries: sound\npart: 1'),
    'content/resources/queued.md': resource(
      '',
      'url: https://example.org/queued\nstatus: queued\nfinished: 2025\nprerequisites: queued\nseries: sound\npart: 1',
    ),
    'content/resources/sound.md': resource('## Notes'),
    'content/resources/talk.md': resource('', 'url: https://example.org/talk\nlength: 45m'),
    'content/resources/twin.md': resource('', 'url: http://www.example.org/?utm_source=x\nkey: talk'),
    'content/images/dot.png': await picture('png'),
    'content/images/large.png': 'x'.repeat(2 * 1024 * 1024 + 1),
    'content/images/text.png': 'not a picture',
    'content/images/no.pdf': 'not a PDF',
    'content/notes.bib': '@book{a}\n',
    'content/theme.css': ':root {\n  --acent: red;\n  color: red;\n}\n',
    'content/words.yaml': 'frame:\n  timelin: Diary\n',
  });
  await symlink(join(folder, 'content/log.md'), join(folder, 'content/pages/link.md'));
  await symlink('dot.png', join(folder, 'content/images/link.png'));
  const loaded = await loadLog(folder, { drafts: false });

  expect(told(loaded)).toEqual([
    'content/log.md:3:43 topic-cycle',
    'content/notes.bib:1:1 unread-file',
    'content/notes.md:1:1 misplaced-file',
    'content/notes/b/x/note.md:1:1 shared-folder',
    'content/pages/alias.md:3:10 yaml-alias',
    'content/pages/bare.md:1:1 missing-frontmatter',
    'content/pages/bare.md:1:21 unsafe-link',
    'content/pages/bell.md:5:7 hidden-character',
    'content/pages/colon.md:2:8 yaml-syntax',
    'content/pages/colon.md:5:5 refused-html',
    'content/pages/cut.md:2:1 foreign-key',
    'content/pages/cut.md:3:10 cut-value',
    'content/pages/keys.md:1:1 missing-key',
    'content/pages/keys.md:2:1 unknown-key',
    'content/pages/latin.md:1:1 unreadable-file',
    'content/pages/levels.md:2:28 yaml-limit',
    'content/pages/link.md:1:1 symbolic-link',
    'content/pages/long.md:1:1 file-limit',
    'content/pages/nested.md:5:121 nesting-limit',
    'content/pages/open.md:5:1 unclosed-code',
    'content/pages/place.md:3:8 invalid-value',
    'content/pages/twice.md:3:1 duplicate-key',
    'content/pages/two words.md:1:1 file-name',
    'content/resources/b.md:5:24 prerequisite-cycle',
    'content/resources/b.md:6:10 address-taken',
    'content/resources/c.md:1:1 missing-key',
    'content/resources/d.md:5:7 part-without-series',
    'content/resources/forms.md:4:6 invalid-address',
    'content/resources/forms.md:5:12 invalid-date',
    'content/resources/forms.md:6:9 invalid-duration',
    'content/resources/forms.md:7:8 invalid-identifier',
    'content/resources/names.md:5:11 doubtful-author',
    'content/resources/queued.md:6:11 conflicting-fields',
    'content/resources/queued.md:7:16 self-prerequisite',
    'content/resources/queued.md:9:7 duplicate-part',
    'content/resources/twin.md:4:6 duplicate-resource',
    'content/resources/twin.md:5:6 duplicate-citation-key',
    'content/theme.css:2:3 unknown-token',
    'content/theme.css:3:3 refused-css',
    'content/weeks/01-backwards.md:4:6 end-before-start',
    'content/weeks/01-backwards.md:5:22 unknown-topic',
    'content/weeks/02-links.md:6:4 unknown-entry',
    'content/weeks/02-links.md:6:40 unknown-heading',
    'content/weeks/02-links.md:7:1 invalid-moment',
    'content/weeks/02-links.md:7:37 invalid-moment',
    'content/weeks/02-links.md:8:1 link-to-draft',
    'content/weeks/02-links.md:8:35 unsafe-link',
    'content/weeks/02-links.md:10:10 undefined-footnote',
    'content/weeks/02-links.md:14:1 duplicate-footnote',
    'content/weeks/02-links.md:16:1 unused-footnote',
    'content/weeks/02-links.md:18:1 missing-image',
    'content/weeks/02-links.md:18:37 missing-alt',
    'content/weeks/02-links.md:19:1 image-kind',
    'content/weeks/02-links.md:19:29 symbolic-link',
    'content/weeks/02-links.md:20:1 missing-image',
    'content/weeks/02-links.md:20:32 missing-image',
    'content/weeks/03-text.md:6:6 refused-html',
    'content/weeks/03-text.md:8:4 unknown-language',
    'content/weeks/03-text.md:12:1 code-limit',
    'content/weeks/03-text.md:16:3 invalid-math',
    'content/weeks/04-web.md:3:8 open-week',
    'content/weeks/04-web.md:6:1 wrong-case',
    'content/weeks/04-web.md:7:1 absolute-path',
    'content/weeks/04-web.md:8:1 html-for-md',
    'content/weeks/04-web.md:9:1 outside-content',
    'content/weeks/04-web.md:10:1 bare-address',
    'content/weeks/04-web.md:11:1 misleading-host',
    'content/weeks/04-web.md:12:1 moment-past-end',
    'content/weeks/04-web.md:14:1 top-heading',
    'content/weeks/04-web.md:18:1 skipped-heading',
    'content/weeks/04-web.md:20:1 duplicate-heading',
    'content/weeks/04-web.md:22:1 image-limit',
    'content/weeks/04-web.md:24:12 formula-limit',
    'content/weeks/05-formulas.md:6:5 doubtful-formula',
    'content/weeks/05-formulas.md:8:7 split-formula',
    'content/weeks/05-formulas.md:12:11 unknown-label',
    'content/weeks/05-formulas.md:12:15 tex-delimiters',
    'content/weeks/05-formulas.md:12:25 not-latex',
    'content/weeks/05-formulas.md:14:1 unclosed-formula',
    'content/weeks/06-foreign.md:6:3 foreign-syntax',
    'content/weeks/06-foreign.md:6:12 private-comment',
    'content/weeks/06-foreign.md:6:27 undefined-reference',
    'content/weeks/06-foreign.md:8:5 unknown-callout',
    'content/weeks/06-foreign.md:11:3 odd-space',
    'content/weeks/06-foreign.md:13:1 unclosed-comment',
    'content/weeks/07-html.md:6:1 unclosed-element',
    'content/weeks/07-html.md:6:4 ignored-html',
    'content/weeks/07-html.md:8:7 stray-end-tag',
    'content/weeks/07-html.md:11:1 markdown-in-html',
    'content/weeks/07-html.md:14:1 missing-file',
    'content/weeks/07-html.md:14:21 linked-file',
    'content/words.yaml:2:3 invalid-words',
  ]);
  // Once the missing address of c.md is added, the problems that depend on its frontmatter appear too.
  await writeFile(
    join(folder, 'content/resources/c.md'),
    resource('', 'doi: 10.1000/182\ntopics: [rl, vision]\nprerequisites: [missing]\nseries: draft\npart: 1'),
  );
  const next = await loadLog(folder, { drafts: false });
  expect(told(next).filter((line) => line.includes('/c.md'))).toEqual([
    'content/resources/c.md:5:14 unknown-topic',
    'content/resources/c.md:6:17 unknown-resource',
    'content/resources/c.md:7:9 link-to-draft',
  ]);
  // Once every entry can be read, unused ones can be reported.
  for (const name of ['alias', 'bare', 'colon', 'keys', 'latin', 'levels', 'link', 'long', 'place', 'twice']) {
    await rm(join(folder, `content/pages/${name}.md`));
  }
  await rm(join(folder, 'content/resources/forms.md'));
  const whole = await loadLog(folder, { drafts: false });
  const unused = (lines: readonly string[]) =>
    lines.filter((line) => /(orphan-resource|unused-topic|doubtful-topic)$/.test(line));
  expect(unused(told(next))).toEqual([]);
  expect(unused(told(whole))).toEqual([
    'content/log.md:3:24 unused-topic',
    'content/log.md:3:33 unused-topic',
    'content/notes/machnies/b.md:1:1 doubtful-topic',
    'content/resources/a.md:1:1 orphan-resource',
    'content/resources/b.md:1:1 orphan-resource',
    'content/resources/d.md:1:1 orphan-resource',
    'content/resources/twin.md:1:1 orphan-resource',
  ]);
  await writeFile(join(folder, 'content/theme.css'), ':root {\n');
  await mkdir(join(folder, 'slots'));
  await writeFile(join(folder, 'slots/Foot.astro'), '');
  await rename(join(folder, 'content/log.md'), join(folder, 'log.md'));
  const without = await loadLog(folder, { drafts: false });
  expect(told(without)[0]).toBe('content/log.md:1:1 missing-log');
  expect(told(without)).toContain('content/theme.css:1:1 theme-syntax');
  expect(told(without)).toContain('slots/Foot.astro:1:1 unknown-slot');

  const broken = new Set([loaded, next, whole, without].flatMap(({ problems }) => problems.map(({ rule }) => rule)));
  expect(Object.keys(rules).filter((rule) => !broken.has(rule as keyof typeof rules))).toEqual([
    'dead-link',
    'moved-link',
    'paragraph-limit',
    'expansion-limit',
    'time-limit',
    'invalid-lock',
    'render-failure',
  ]);
  expect(broken).not.toContain('render-failure');
  expect(
    [loaded, next, whole, without].every(({ problems }) => problems.every(({ message }) => /[.?]$/.test(message))),
  ).toBe(true);
});

describe('one mistake is reported once', () => {
  const pointing = {
    'content/weeks/01.md': week(
      '[a](../resources/ppo.md) [b](../resources/ppo.md#notes) [c](../resources/ppo.md#t=5).',
    ),
    'content/resources/grpo.md': resource('[d](ppo.md)', 'url: https://example.org\nprerequisites: ppo\nseries: ppo'),
  };

  test.each([
    ['whose frontmatter is invalid', resource('', 'url: nowhere'), 'content/resources/ppo.md:4:6 invalid-address'],
    ['whose frontmatter is missing', 'Words.\n', 'content/resources/ppo.md:1:1 missing-frontmatter'],
    ['whose frontmatter is not YAML', '---\ntitle: a: b\n---\n', 'content/resources/ppo.md:2:8 yaml-syntax'],
  ])('for an entry %s, whatever links to it', async (_, content, problem) => {
    expect(told(await load({ ...leastLog, ...pointing, 'content/resources/ppo.md': content }))).toEqual([problem]);
  });

  test('for an invalid log.md, whatever uses its topics and macros', async () => {
    const loaded = await load({
      'content/log.md': '---\ntitel: T\n---\n',
      'content/resources/ppo.md': resource('[home](../log.md), $\\RR$', 'url: https://example.org\ntopics: rl'),
    });
    expect(told(loaded)).toEqual(['content/log.md:1:1 missing-key', 'content/log.md:2:1 unknown-key']);
  });

  test('for a file that is not UTF-8, whatever links to it', async () => {
    const content = new Uint8Array([0xff]);
    const loaded = await load({ ...leastLog, ...pointing, 'content/resources/ppo.md': content });
    expect(told(loaded)).toEqual(['content/resources/ppo.md:1:1 unreadable-file']);
  });

  test('for a missing picture, in each place that shows it', async () => {
    const loaded = await load({
      ...leastLog,
      'content/weeks/01.md': week('![a](../images/x.png)\n\n![b](../images/x.png)'),
    });
    expect(told(loaded)).toEqual(['content/weeks/01.md:6:1 missing-image', 'content/weeks/01.md:8:1 missing-image']);
  });
});

describe('drafts', () => {
  const files = async () => ({
    ...leastLog,
    'content/weeks/01.md': week('Shown.'),
    'content/weeks/02.md': week(
      '[It](../resources/draft.md).\n\n![A dot](../images/dot.png)',
      'start: 2025-02-14\ndraft: true',
    ),
    'content/resources/draft.md': resource('', 'url: https://example.org\ndraft: true'),
    'content/images/dot.png': await picture('png'),
  });

  test('are checked but not published, and neither are their pictures', async () => {
    const { log, problems, pictures } = await load(await files());
    expect(problems).toEqual([]);
    expect([log.weeks.length, log.resources.length, pictures.length]).toEqual([1, 0, 0]);
  });

  test('are part of the log while it is being written', async () => {
    const { log, problems, html, pictures } = await load(await files(), true);
    expect(problems).toEqual([]);
    expect([log.weeks.length, log.resources.length, pictures.length]).toEqual([2, 1, 1]);
    expect(html.get('weeks/02' as EntryKey)).toContain('href="/resources/draft/"');
  });

  describe('in the folder of drafts', () => {
    const inFolder = async () => ({
      ...leastLog,
      'content/weeks/01.md': week('Shown.'),
      'content/drafts/weeks/02.md': week(
        '[It](../resources/draft.md), [shown](../../weeks/01.md).\n\n![A dot](../../images/dot.png)',
        'start: 2025-02-14\ndraft: false',
      ),
      'content/drafts/resources/draft.md': resource('[An idea](../idea.md), [#](#).', 'url: https://example.org'),
      'content/drafts/git/rebase.md': '---\ntitle: A note\n---\n',
      'content/drafts/idea.md': '---\ntitle: An idea\n---\n',
      'content/images/dot.png': await picture('png'),
    });

    test('are not published, whatever their fields say', async () => {
      const { log, problems, pictures } = await load(await inFolder());
      expect(problems).toEqual([]);
      expect([log.nodes.map(({ key }) => key), log.topics, pictures]).toEqual([['weeks/01'], [], []]);
    });

    test('have the address that they will have, and the topic of their folder', async () => {
      const { log, problems, html } = await load(await inFolder(), true);
      expect(problems).toEqual([]);
      expect(log.nodes.map(({ key, isDraft }) => `${key} ${isDraft}`)).toEqual([
        'resources/draft true',
        'weeks/01 false',
        'weeks/02 true',
        'notes/git/rebase true',
        'notes/idea true',
      ]);
      expect(log.topics.map(({ id }) => id)).toEqual(['git']);
      expect(html.get('weeks/02' as EntryKey)).toContain('href="/resources/draft/"');
      expect(html.get('resources/draft' as EntryKey)).toContain('href="/notes/idea/"');
    });

    test('have links that lead to files, and a fix once a file has moved', async () => {
      const loaded = await load({
        ...leastLog,
        'content/weeks/01.md': week(
          '[A draft](../drafts/idea.md), [out of it](../drafts/notes/out.md), [up](../../notes/out.md).',
        ),
        'content/notes/out.md': '---\ntitle: Out\n---\n',
        'content/drafts/idea.md': '---\ntitle: An idea\n---\n\n[Out](notes/out.md), [b](../notes/b.md).\n',
        'content/drafts/notes/b.md': '---\ntitle: B\n---\n',
      });
      expect(loaded.problems.map(({ file, range, rule, fix }) => [`${file}:${range.column}`, rule, fix?.text])).toEqual(
        [
          ['content/drafts/idea.md:1', 'unknown-entry', '../notes/out.md'],
          ['content/drafts/idea.md:22', 'unknown-entry', 'notes/b.md'],
          ['content/weeks/01.md:1', 'link-to-draft', undefined],
          ['content/weeks/01.md:31', 'unknown-entry', '../notes/out.md'],
          ['content/weeks/01.md:68', 'outside-content', '../notes/out.md'],
        ],
      );
    });
  });

  test('with errors stop the build like any other entry', async () => {
    const loaded = await load({
      ...leastLog,
      'content/weeks/01.md': week('<font>x</font>', 'start: 2025\ndraft: true'),
    });
    expect(told(loaded)).toEqual(['content/weeks/01.md:7:1 refused-html']);
  });
});

test('the formulas of an entry do not affect another entry', async () => {
  const { html } = await load({
    ...leastLog,
    'content/pages/a.md': '---\ntitle: A\n---\n\n$\\gdef\\alpha{HACKED}$\n',
    'content/pages/b.md': '---\ntitle: B\n---\n\n$\\alpha$\n',
  });
  expect(html.get('pages/b' as EntryKey)).toContain('<mi>α</mi>');
  expect(html.get('pages/b' as EntryKey)).not.toContain('HACKED');
});

test('it never throws, whatever an author writes', async () => {
  const hostile = [
    '---',
    '---\n---',
    '\u0000',
    '---\ntitle: "\\ud800"\n---\n\n[x](\\ud800.md) &#xD800; [y](#&#xD800;) [z](%ED%A0%80.md)\n',
    `---\ntitle: T\n---\n\n${'> '.repeat(500)}x`,
    `---\ntitle: T\n---\n\n${'['.repeat(2000)}`,
    `---\ntitle: T\n---\n\n<constructor x>\n\n$${'{'.repeat(2000)}$\n\n[^__proto__] ![x](..) ![y](%00) ![z](../log.md)\n`,
    '---\ntitle: T\n---\n\n```__proto__\n```\n\n```constructor {1-99999999999999999999}\n```\n\n> [!constructor]\n> x\n',
  ];
  for (const [index, content] of hostile.entries()) {
    const { problems } = await load({ ...leastLog, [`content/pages/p${index}.md`]: content });
    expect(problems.map(({ rule }) => rule)).not.toContain('render-failure');
  }
  const { problems } = await load({
    ...leastLog,
    'content/resources/a.md': resource('![x](../images/x.png)', 'url: https://doi.org/10.1000/%E0%A4%A'),
    'content/images/x.png': '',
  });
  expect(problems.map(({ rule }) => rule)).toEqual(['image-kind']);
});
