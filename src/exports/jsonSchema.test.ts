import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
// Ajv comes with html-validate and Astro's language tools. The program itself does not use it.
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDate } from '../log/date.ts';
import type { EntryKind } from '../log/entry.ts';
import { isError } from '../log/problem.ts';
import { fieldAliases, schemas } from '../log/schema.ts';
import { readFrontmatter } from '../loader/frontmatter.ts';
import { frontmatterSchema } from './jsonSchema.ts';

const kinds = Object.keys(schemas) as EntryKind[];
/** As strict as by default, except for unions of two types, about which Ajv only prints a warning. */
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validators = Object.fromEntries(kinds.map((kind) => [kind, ajv.compile(frontmatterSchema(kind))])) as Record<
  EntryKind,
  ValidateFunction
>;

/** What the JSON Schema reports about some YAML, parsed as in an editor, where numbers are numbers. */
function inEditor(kind: EntryKind, yaml: string): string[] {
  const validate = validators[kind];
  validate(parse(yaml, { schema: 'core' }) ?? {});
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function inCheck(kind: EntryKind, yaml: string): string[] {
  return readFrontmatter(kind, `---\n${yaml}\n---\n`, 'entry.md').problems.map(({ message }) => message);
}

const least: Readonly<Record<EntryKind, string>> = {
  log: 'title: A',
  week: 'title: A\nstart: 2025-02-07',
  note: 'title: A',
  page: 'title: A',
  resource: 'title: A\ntype: paper\nurl: https://example.org/',
};
/** Lines of YAML, after the required fields that they lack. */
function entry(kind: EntryKind, lines: string): string {
  const own = new Set(Object.keys((parse(lines) ?? {}) as object));
  return [...least[kind].split('\n').filter((line) => !own.has(line.split(':')[0] ?? '')), lines].join('\n');
}

describe('every entry of the example log', async () => {
  const content = join(import.meta.dirname, '../../content');
  const folders: readonly [string, EntryKind][] = [
    ['log.md', 'log'],
    ['weeks/*.md', 'week'],
    ['pages/*.md', 'page'],
    ['resources/*.md', 'resource'],
  ];
  for (const [pattern, kind] of folders) {
    const files: string[] = [];
    for await (const file of glob(pattern, { cwd: content })) files.push(file);
    test(`is taken: ${files.length} of ${pattern}`, async () => {
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const text = await readFile(join(content, file), 'utf8');
        expect(inEditor(kind, text.split(/^---$/m)[1] ?? ''), file).toEqual([]);
      }
    });
  }
});

describe('accepted by the JSON Schema and by check', () => {
  test.each<[EntryKind, string]>([
    ['log', ''],
    ['log', 'author: Ada\ncredits: { text: Built on sand }\ndiscussions: [{ title: HN, url: "https://hn.example/" }]'],
    ['log', 'author: { name: Ada, url: https://ada.example }\nsite: http://localhost:4321/log\nlanguage: pt-BR'],
    ['log', 'topics: { pre-training: Pre-training, 2025: The year, größe: { title: Scale, summary: How big } }'],
    ['log', "macros: { '\\RR': '\\mathbb{R}', '\\two': 2 }"],
    ['log', 'title: 1984\ntagline: >\n  A sentence\n  over two lines.'],
    ['week', 'start: 2025\nend: ~2025-03\nplanned: 40h\nspent: { attention: 1h 30m, code: ~45min }'],
    ['week', 'rough: true\ndraft: false'],
    ['page', 'place: before'],
    ['resource', 'published: 2025'],
    ['resource', 'published: "2025"'],
    ['resource', 'published: 2024-02-29'],
    ['resource', 'part: 3'],
    ['resource', 'part: "3"'],
    ['resource', 'authors: Ada Example\ntopics: attention\nbest: [attention, 2025]\naliases: old'],
    ['resource', 'topics: 2025\nseries: 1984\nprerequisites: 1984'],
    ['resource', 'prerequisites: [ppo, { resource: gpt-2, reason: the base }]'],
    ['resource', 'prerequisites: [{ resource: gpt-2, or: ppo }, { resource: gpt-3, or: [gpt-4, 2025] }]'],
    ['resource', 'prerequisites: { resource: gpt-2 }\nsessions: { on: 2025-02-14, time: 2h }'],
    ['resource', 'sessions:\n  - { on: 2025-02-14, time: 2h }\n  - { on: ~2025-02, time: ~45m }'],
    ['resource', 'length: 15 pages'],
    ['resource', 'venue: Nature\nvolume: 521\nissue: 7553\npages: 436-444\npublisher: Springer\nedition: 2'],
    ['resource', 'pages: 7'],
    ['resource', 'pages: "pp. 1--12, e1024"'],
    ['resource', 'editors: [Ada Example, {European Commission}, et al.]\nkey: ada:1843+b/c_d-e.f'],
    ['resource', 'key: 1843'],
    ['resource', 'summary: What it is.\nabstract: >\n  Long.\n\n  Longer.'],
    ['resource', 'code: https://example.org/code\nslides: http://example.org/a.pdf\nvideo: https://example.org/v'],
    ['resource', 'length: ~1 page'],
    ['resource', 'length: 2h05m\nspent: 0h 5m'],
    ['resource', 'arxiv: 1706.03762'],
    ['resource', 'arxiv: hep-th/9901001'],
    ['resource', 'arxiv: https://arxiv.org/abs/1706.03762v2'],
    ['resource', 'arxiv: arXiv:1706.03762'],
    ['resource', 'doi: https://doi.org/10.1000/182'],
    ['resource', 'doi: doi:10.1000/182'],
    ['resource', 'isbn: ISBN 978–0–262–03561–3'],
    ['resource', 'youtube: https://youtu.be/kCc8FmEb1nY'],
    ['resource', 'published: 2025-02-07T10:00:00Z'],
    ['resource', 'authors: [{European Commission}, { name: A B, institution: true }, Ada]'],
    ['page', 'date: 2025-02-07'],
    ['resource', 'arxiv: "1706.03762v5"'],
    ['resource', 'doi: 10.1000/182'],
    ['resource', 'isbn: 9780262035613'],
    ['resource', 'isbn: 978-0-262-03561-3'],
    ['resource', 'isbn: 0-306-40615-2'],
    ['resource', 'isbn: 097522980X'],
    ['resource', 'youtube: kCc8FmEb1nY'],
    ['resource', 'url: HTTPS://example.org:8080?q=a#b\narchived: http://[::1]/a b'],
    ['resource', 'status: abandoned\nbecause: Too long.\nlevel: advanced\naccess: paid\nchecked: 2025-02'],
  ])('%s: %s', (kind, lines) => {
    const yaml = entry(kind, lines);
    expect({ editor: inEditor(kind, yaml), check: inCheck(kind, yaml) }).toEqual({ editor: [], check: [] });
  });

  test.each(['doi: 10.1000/182', 'isbn: 9780262035613', 'arxiv: 1706.03762', ''])(
    'a resource without url: %s',
    (line) => {
      const yaml = `title: A\ntype: paper\n${line}`;
      expect({ editor: inEditor('resource', yaml), check: inCheck('resource', yaml) }).toEqual({
        editor: [],
        check: [],
      });
    },
  );
});

test.each(kinds)('a %s may have the fields of other programs, about which check only warns', (kind) => {
  const yaml = entry(kind, 'tags: [a, b]\nlayout: post\nmath: true\ncssclasses: { a: 1 }');
  const { problems } = readFrontmatter(kind, `---\n${yaml}\n---\n`, 'entry.md');
  expect([inEditor(kind, yaml), problems.filter(isError)]).toEqual([[], []]);
  expect(problems).toHaveLength(4);
  expect(inEditor(kind, entry(kind, 'tagss: a'))).not.toEqual([]);
});

describe('rejected by the JSON Schema and by check', () => {
  const wrong: readonly [EntryKind, string][] = [
    ['log', 'title:'],
    ['log', 'title: ""'],
    ['log', 'title: "  "'],
    ['log', 'title: true'],
    ['log', 'title: [A, B]'],
    ['log', `tagline: ${'a'.repeat(1001)}`],
    ['log', 'titel: A'],
    ['log', 'author: { nane: Ada }'],
    ['log', 'author: { url: https://ada.example }'],
    ['log', 'site: learnlog.example'],
    ['log', 'site: ftp://learnlog.example/'],
    ['log', 'site: https://ada:secret@learnlog.example/'],
    ['log', 'site: https://'],
    ['log', 'site: https://a b.example/'],
    ['log', 'language: English'],
    ['log', 'topics: [attention]'],
    ['log', 'topics: { "two words": Two words }'],
    ['log', 'topics: { attention: }'],
    ['log', 'topics: { attention: { parents: architecture } }'],
    ['log', 'topics: { attention: { parent: two words } }'],
    ['log', "macros: { RR: '\\mathbb{R}' }"],
    ['log', 'credits: []'],
    ['log', 'credits: Built on sand'],
    ['log', 'discussions: { title: HN }'],
    ['week', 'start:'],
    ['week', 'start: 7 February 2025'],
    ['week', 'start: 2025-2-7'],
    ['week', 'start: 2025-13'],
    ['week', 'start: 2025-00-10'],
    ['week', 'start: 2025-02-30'],
    ['week', 'start: 2025-02-29'],
    ['week', 'start: 2025-04-31'],
    ['week', 'start: 25'],
    ['week', 'start: 20250207'],
    ['week', 'start: 2025.5'],
    ['week', 'end: "~ 2025"'],
    ['week', 'planned: 40'],
    ['week', 'planned: 40 hours'],
    ['week', 'planned: 0h'],
    ['week', 'planned: 0h 00m'],
    ['week', 'planned: 1h30'],
    ['week', 'spent: 3h'],
    ['week', 'spent: { attention: 3 }'],
    ['week', 'rough: yes'],
    ['week', 'draft: "true"'],
    ['week', 'draft: 1'],
    ['page', 'place: middle'],
    ['page', 'place: Before'],
    ['page', 'start: 2025'],
    ['resource', 'type: papr'],
    ['resource', 'type: [paper]'],
    ['resource', 'url: ""'],
    ['resource', 'url: example.org'],
    ['resource', 'authors: []'],
    ['resource', 'authors: [Ada, null]'],
    ['resource', 'authors: { nane: Ada }'],
    ['resource', 'topics: [a, [b]]'],
    ['resource', 'topics: two words'],
    ['resource', `topics: ${'a'.repeat(61)}`],
    ['resource', 'level: hard'],
    ['resource', 'length: 15'],
    ['resource', 'length: 15pages'],
    ['resource', 'length: 0 pages'],
    ['resource', 'pages: 12 pages'],
    ['resource', 'pages: 1–'],
    ['resource', 'editors: []'],
    ['resource', 'key: two words'],
    ['resource', 'key: "a,b"'],
    ['resource', `abstract: ${'a'.repeat(5001)}`],
    ['resource', 'slides: slides.pdf'],
    ['resource', 'status: done'],
    ['resource', 'sessions: { on: 2025-02-14 }'],
    ['resource', 'sessions: [{ on: 2025-02-31, time: 2h }]'],
    ['resource', 'sessions: [{ on: 2025-02-14, time: 2h, with: Bob }]'],
    ['resource', 'series: ../resources/gpt.md'],
    ['resource', 'series: -1'],
    ['resource', 'part: 0'],
    ['resource', 'part: -1'],
    ['resource', 'part: 1.5'],
    ['resource', 'part: one'],
    ['resource', 'part: 1000000'],
    ['resource', 'prerequisites: [{ reason: because }]'],
    ['resource', 'prerequisites: [{ resource: ppo, why: because }]'],
    ['resource', 'prerequisites: [{ resource: ppo, or: [] }]'],
    ['resource', 'prerequisites: [{ or: ppo }]'],
    ['resource', 'arxiv: "1706.037"'],
    ['resource', 'arxiv: hep-th/990100'],
    ['resource', 'arxiv: 1706'],
    ['resource', 'arxiv: 17060.3762'],
    ['resource', 'doi: https://example.org/10.1000/182'],
    ['resource', 'doi: 10.1000'],
    ['resource', 'isbn: 978026203561'],
    ['resource', 'isbn: 97802620356130'],
    ['resource', 'isbn: 978-0-262-03561-X'],
    ['resource', 'sessions: { on: 1899-12-31, time: 1h }'],
    ['log', 'site: https://example.org/two words/'],
    ['resource', 'youtube: kCc8FmEb1n'],
    ['resource', 'aliases: [gpt 2]'],
    ['resource', 'Title: A'],
  ];
  test.each(wrong)('%s: %s', (kind, lines) => {
    const yaml = entry(kind, lines);
    expect(inEditor(kind, yaml)).not.toEqual([]);
    expect(inCheck(kind, yaml)).not.toEqual([]);
  });

  test.each<[EntryKind, string]>([
    ['week', 'title: A'],
    ['resource', 'title: A'],
    ['week', 'title: A\nstart: 2025\ndate: 2025'],
  ])('%s without what it needs: %s', (kind, yaml) => {
    expect(inEditor(kind, yaml)).not.toEqual([]);
    expect(inCheck(kind, yaml)).not.toEqual([]);
  });
});

describe('only check detects', () => {
  test.each<[EntryKind, string]>([
    ['log', ''],
    ['log', 'tagline: A'],
    ['week', 'start: 2025'],
    ['page', 'summary: A'],
    ['resource', 'type: paper\nurl: https://example.org/'],
  ])('a %s without a title, which can be the first heading: %s', (kind, yaml) => {
    const heading = readFrontmatter(kind, `---\n${yaml}\n---\n\n# A\n`, 'entry.md');
    expect([inEditor(kind, yaml), heading.problems]).toEqual([[], []]);
    expect(inCheck(kind, yaml)).not.toEqual([]);
  });

  test('an address that does not tell the type', () => {
    const yaml = 'title: A\nurl: https://example.org/';
    expect([inEditor('resource', yaml), inCheck('resource', yaml)]).toEqual([[], [expect.stringContaining('"type"')]]);
  });

  test.each(['url: https://arxiv.org/abs/1706.03762', 'doi: 10.1000/182', 'isbn: 9780262035613', 'arxiv: 1706.03762'])(
    'but not a resource without a type that has %s',
    (line) => {
      const yaml = `title: A\n${line}`;
      expect([inEditor('resource', yaml), inCheck('resource', yaml)]).toEqual([[], []]);
    },
  );

  test.each([
    ['a check digit', 'isbn: 9780262035614'],
    ['a check digit', 'isbn: 978-0-262-03561-4'],
    ['the zeros that YAML drops from a number', 'arxiv: 1706.10'],
    ['how a number was written', 'part: 3.0'],
    ['a port that does not exist', 'url: https://example.org:99999/'],
  ])('%s: %s', (_, lines) => {
    const yaml = entry('resource', lines);
    expect(inEditor('resource', yaml)).toEqual([]);
    expect(inCheck('resource', yaml)).not.toEqual([]);
  });
});

test('the pattern of dates has every day of the calendar and no other', () => {
  const two = (number: number) => String(number).padStart(2, '0');
  for (const year of ['1900', '2000', '2023', '2024', '2100']) {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const date = `${year}-${two(month)}-${two(day)}`;
        const taken = validators.week({ title: 'A', start: date });
        expect(taken, date).toBe(parseDate(date) !== undefined);
      }
    }
  }
});

describe.each(kinds)('the schema of a %s', (kind) => {
  const schema = frontmatterSchema(kind) as { properties: Record<string, { description?: string }> };

  test('describes every field as in the documentation', () => {
    const descriptions = Object.entries(schemas[kind].shape).map(([name, field]) => [name, field.description]);
    const aliases = Object.entries(fieldAliases[kind]).map(([name, of]) => [name, schema.properties[of]?.description]);
    expect(Object.entries(schema.properties).map(([name, field]) => [name, field.description])).toEqual([
      ...descriptions,
      ...aliases,
    ]);
  });

  test('is draft-07 and closes every object', () => {
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', additionalProperties: false });
    expect(JSON.stringify(schema)).not.toMatch(/readOnly|"default":[[{]/);
  });
});
