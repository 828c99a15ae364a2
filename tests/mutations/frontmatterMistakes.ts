import { typeFromAddress, implyingFields } from '../../src/log/typeFromAddress.ts';
import { schemas } from '../../src/log/schema.ts';
import {
  atRandom,
  edgesOf,
  fieldGaps,
  fieldOf,
  fieldsNamed,
  fieldsOf,
  replaceAt,
  rewrite,
  setValue,
  splice,
  type Kinds,
  type Make,
  type Source,
} from './positions.ts';
import { misspell, oneOf, pick, type Random } from './random.ts';

const kindOf = { '': 'log', weeks: 'week', pages: 'page', resources: 'resource' } as const;

function isKey({ folder }: Source, key: string): boolean {
  return key in schemas[kindOf[folder as keyof typeof kindOf]].shape;
}

const isResource = (source: Source) => source.folder === 'resources';
const isQuoted = (value: string) => /^(["']).*\1$/.test(value);
const isScalar = (value: string) => value !== '' && !/^[[{"']/.test(value);

/** Replaces the value of one of these fields. */
function wrongValue(keys: readonly string[], value: (random: Random, old: string) => string): Make {
  return atRandom(fieldsNamed(...keys), (source, field, random) => setValue(source, field, value(random, field.value)));
}

/** Adds a line to the frontmatter of a suitable file. */
function extraLine(fits: (source: Source) => boolean, line: (random: Random, source: Source) => string): Make {
  return atRandom(
    (source) => (fits(source) ? fieldGaps(source) : []),
    (source, gap, random) => splice(source, gap, 0, [line(random, source)]),
  );
}

const without = (...keys: readonly string[]) => {
  return (source: Source) => isResource(source) && keys.every((key) => !fieldOf(source, key));
};

const wrongDates = [
  ...['2025-2-7', '07.02.2025', '02/07/2025', '2025/02/07', '7 February 2025', '20250207', '2025-02-07T10', '25-02-07'],
  ...['2025-13', '2025-00-10', 'last week', '2025-02-7', '~ 2025-02-07', '2025-02-07~'],
] as const;
const dayless = ['2025-02-30', '2025-02-29', '2025-04-31', '2100-02-29', '2025-06-31', '~2025-02-30'] as const;
const wrongDurations = [
  '90',
  '1.5h',
  '2 hours',
  '1:30',
  '0m',
  '-30m',
  '1h30',
  'an hour',
  '45 minutes',
  '1h 45',
  '3d',
] as const;

/** Mistakes in single fields. */
export const fieldMistakes = {
  'a misspelt key': {
    rule: 'unknown-key',
    make: atRandom(fieldsOf, (source, { key, index }, random) => {
      const wrong = misspell(random, key, (name) => isKey(source, name));
      return replaceAt(source, index, 0, key.length, wrong);
    }),
  },
  'a capital in a key': {
    rule: 'unknown-key',
    make: atRandom(fieldsOf, (source, { key, index }) => {
      return replaceAt(source, index, 0, 1, key.slice(0, 1).toUpperCase());
    }),
  },
  'a key of another kind of entry': {
    rule: 'unknown-key',
    make: atRandom(fieldGaps, (source, gap, random) => {
      const foreign = ['start: 2025-02-07', 'place: before', 'topics: scaling', 'tagline: Something'];
      const line = pick(
        random,
        foreign.filter((text) => !isKey(source, text.split(':')[0] ?? '')),
      );
      return line === undefined ? undefined : splice(source, gap, 0, [line]);
    }),
  },
  'a key of another program': {
    rule: 'foreign-key',
    make: extraLine(
      () => true,
      (random) => oneOf(random, 'layout: post', 'tags: [new]', 'categories: ml', 'permalink: /x/', 'cssclasses: wide'),
    ),
  },
  'a misspelt key in a prerequisite': {
    rule: 'unknown-key',
    make: atRandom(edgesOf, (source, { index }, random) => {
      const line = source.lines[index] ?? '';
      const wrong = misspell(random, 'reason', (name) => name === 'reason');
      return line.includes(', reason:') ? rewrite(source, index, line.replace('reason:', `${wrong}:`)) : undefined;
    }),
  },
  'a duplicated key': {
    rule: 'duplicate-key',
    make: atRandom(fieldsOf, (source, { index, last }, random) => {
      const later = fieldGaps(source).filter((gap) => gap > last);
      const gap = pick(random, later) ?? source.close;
      return splice(source, gap, 0, source.lines.slice(index, last + 1));
    }),
  },
  'a wrong choice': {
    rule: 'invalid-value',
    make: wrongValue(['type', 'level', 'status', 'access', 'place'], (random, old) =>
      oneOf(
        random,
        misspell(random, old, () => false),
        old.toUpperCase(),
        'unknown',
        `[${old}]`,
      ),
    ),
  },
  'an empty value': {
    rule: 'invalid-value',
    make: atRandom(
      (source) => fieldsOf(source).filter(({ index, last }) => index === last),
      (source, { key, index }) => rewrite(source, index, `${key}:`),
    ),
  },
  'a text for yes or no': {
    rule: 'invalid-value',
    make: extraLine(
      (source) => source.folder !== '' && !fieldOf(source, 'draft'),
      (random) => `draft: ${oneOf(random, 'yes', 'no', '1', '"true"', 'on')}`,
    ),
  },
  'a wrong number of a part': {
    rule: 'invalid-value',
    make: wrongValue(['part'], (random) => oneOf(random, '0', '-1', '1.5', 'II', 'two', '1/2')),
  },
  'a date in another form': {
    rule: 'invalid-date',
    make: wrongValue(['published', 'start', 'end'], (random) => oneOf(random, ...wrongDates)),
  },
  'a day that does not exist': {
    rule: 'invalid-date',
    make: wrongValue(['published', 'start', 'end'], (random) => oneOf(random, ...dayless)),
  },
  'a wrong duration': {
    rule: 'invalid-duration',
    make: wrongValue(['length'], (random) => oneOf(random, ...wrongDurations, '15 p.', 'pages 3-7', '0 pages')),
  },
  'a wrong time spent': {
    rule: 'invalid-duration',
    make: extraLine(without('spent', 'sessions'), (random) => `spent: ${oneOf(random, ...wrongDurations)}`),
  },
  'a wrong digit in an ISBN': {
    rule: 'invalid-identifier',
    make: atRandom(fieldsNamed('isbn'), (source, field, random) => {
      const at = Math.floor(random() * field.value.length);
      const digit = (Number(field.value[at]) + 1 + Math.floor(random() * 9)) % 10;
      return setValue(source, field, field.value.slice(0, at) + digit + field.value.slice(at + 1));
    }),
  },
  'a wrong DOI': {
    rule: 'invalid-identifier',
    make: extraLine(without('doi'), (random) => {
      return `doi: ${oneOf(random, '11.1000/182', '10.1000', 'doi:10.1000', 'https://example.org/10.1000/182', '10./x')}`;
    }),
  },
  'a wrong arXiv identifier': {
    rule: 'invalid-identifier',
    make: extraLine(without('arxiv'), (random) => {
      return `arxiv: ${oneOf(random, '1706.376', 'arXiv:1706.376', '1706-03762', '17060.3762', 'abs/1706.03762')}`;
    }),
  },
  'a wrong YouTube id': {
    rule: 'invalid-identifier',
    make: extraLine(without('youtube'), (random) => {
      return `youtube: ${oneOf(random, 'abc', 'aircAruvnK', 'aircAruvnKkk', 'https://youtu.be/aircAruvnK', 'airc ruvnKk')}`;
    }),
  },
  'an address that runs a script': {
    rule: 'invalid-address',
    make: wrongValue(['url'], (random) => {
      return oneOf(
        random,
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        'data:text/html,<p>',
        'vbscript:x',
        'file:///etc',
      );
    }),
  },
  'an address without its scheme': {
    rule: 'invalid-address',
    make: wrongValue(['url', 'site'], (random, old) => {
      const rest = old.replace(/^https?:\/\//, '');
      return oneOf(random, rest, `htps://${rest}`, `//${rest}`, `ftp://${rest}`, `https//${rest}`);
    }),
  },
  'an address with a password': {
    rule: 'invalid-address',
    make: wrongValue(['url'], (random, old) => old.replace('://', oneOf(random, '://me:secret@', '://me@'))),
  },
  'a required field that is missing': {
    rule: 'missing-key',
    make: atRandom(fieldsNamed('title', 'type', 'start'), (source, { key, index }) => {
      const known = Object.fromEntries(implyingFields.map((name) => [name, fieldOf(source, name)?.value]));
      if (key === 'type' && typeFromAddress(known) !== undefined) return undefined;
      return { ...splice(source, index, 1, []), line: 1 };
    }),
  },
  'a week without an end before a gap': {
    rule: 'open-week',
    make: (_, random) => {
      const text = `---\ntitle: A trip\nstart: 1${oneOf(random, '999-12-31', '987-01-01', '950')}\n---\n`;
      return { path: 'content/weeks/00-trip.md', text, line: 3 };
    },
  },
  'an end before the start': {
    rule: 'end-before-start',
    make: wrongValue(['end'], (random) => oneOf(random, '2025-01-31', '~2024-12', '2019', '1999-12-31')),
  },
  'finished and still queued': {
    rule: 'conflicting-fields',
    make: atRandom(
      (source) => fieldsNamed('status')(source).filter(() => !fieldOf(source, 'finished')),
      (source, field, random) => {
        const status = oneOf(random, 'queued', 'reading', 'abandoned');
        return splice(source, field.index, 1, [`status: ${status}`, 'finished: 2025-03-01'], 1);
      },
    ),
  },
  'finished before it was published': {
    rule: 'conflicting-fields',
    make: atRandom(
      (source) => fieldsNamed('published')(source).filter(() => !fieldOf(source, 'finished')),
      (source, { index }, random) => {
        const line = `finished: ${oneOf(random, '1999', '2001-05', '1987-12-31')}`;
        return splice(source, index + 1, 0, [line]);
      },
    ),
  },
  'a reason without a prerequisite': {
    rule: 'conflicting-fields',
    make: extraLine(
      (source) => without('because')(source) && (fieldOf(source, 'status')?.value ?? 'finished') === 'finished',
      () => 'because: it was too long',
    ),
  },
  'time spent, given twice': {
    rule: 'conflicting-fields',
    make: atRandom(
      (source) => (without('spent', 'sessions')(source) ? fieldGaps(source) : []),
      (source, gap) => splice(source, gap, 0, ['spent: 2h', 'sessions:', '  - { on: 2025-02-14, time: 2h }'], 2),
    ),
  },
  'a checked date without access': {
    rule: 'conflicting-fields',
    make: extraLine(without('access', 'checked'), () => 'checked: 2025-03-01'),
  },
} as const satisfies Kinds;

/** Mistakes in the YAML syntax. */
export const yamlMistakes = {
  'frontmatter that is not opened': {
    rule: 'missing-frontmatter',
    make: atRandom(
      () => [0],
      (source, index, random) => splice(source, index, 1, random() < 0.5 ? [] : ['', '---']),
    ),
  },
  'frontmatter that is not closed': {
    rule: 'missing-frontmatter',
    make: atRandom(
      ({ close }) => [close],
      (source, index) => ({ ...splice(source, index, 1, []), line: 1 }),
    ),
  },
  'a tab before a field': {
    rule: 'yaml-syntax',
    make: atRandom(
      ({ lines, close }) => lines.flatMap((line, index) => (index < close && line.startsWith('  ') ? [index] : [])),
      (source, index) => rewrite(source, index, (source.lines[index] ?? '').replace(/^ +/, '\t')),
    ),
  },
  'a quote that is not closed': {
    rule: 'yaml-syntax',
    make: atRandom(
      (source) => fieldsOf(source).filter(({ value }) => value !== '' && !/^[[{]/.test(value)),
      (source, field, random) => {
        const bare = isQuoted(field.value) ? field.value.slice(1, -1) : field.value;
        return setValue(source, field, `${oneOf(random, '"', "'")}${bare.replace(/["']/g, '')}`);
      },
    ),
  },
  'an apostrophe in single quotes': {
    rule: 'yaml-syntax',
    make: atRandom(fieldsNamed('title', 'summary', 'verdict', 'because'), (source, field) => {
      return setValue(source, field, `'The author${"'"}s word on it'`);
    }),
  },
  'a colon without quotes': {
    rule: 'yaml-syntax',
    make: atRandom(fieldsNamed('title', 'summary', 'verdict', 'because'), (source, field) => {
      const bare = field.value.replace(/^["']|["']$/g, '').replace(': ', ' ');
      return setValue(source, field, `Again: ${bare}`);
    }),
  },
  'a list that is not closed': {
    rule: 'yaml-syntax',
    make: atRandom(
      (source) => fieldsOf(source).filter(({ value }) => value.endsWith(']')),
      (source, field) => setValue(source, field, field.value.slice(0, -1)),
    ),
  },
  'a prerequisite that is not closed': {
    rule: 'yaml-syntax',
    make: atRandom(edgesOf, (source, { index }, random) => {
      const line = source.lines[index] ?? '';
      return rewrite(source, index, line.replace(oneOf(random, / \}$/, /'? \}$/), ''));
    }),
  },
  'a quote in a prerequisite that is not closed': {
    rule: 'yaml-syntax',
    make: atRandom(edgesOf, (source, { index }, random) => {
      const line = (source.lines[index] ?? '').replaceAll(/["']/g, '');
      return rewrite(source, index, line.replace('reason: ', `reason: ${oneOf(random, '"', "'")}`));
    }),
  },
  'no space after a colon': {
    rule: 'yaml-syntax',
    make: atRandom(
      (source) => fieldsOf(source).filter(({ value, index }) => isScalar(value) && index > 1),
      (source, { key, value, index }) => rewrite(source, index, `${key}:${value}`),
    ),
  },
  'an alias in YAML': {
    rule: 'yaml-alias',
    make: atRandom(
      (source) =>
        fieldsOf(source).filter(({ value, key }) => isResource(source) && key !== 'verdict' && isScalar(value)),
      (source, { key, value, index }) => {
        const old = fieldOf(source, 'verdict');
        const added = [`${key}: &same ${value}`, 'verdict: *same'];
        if (!old) return splice(source, index, 1, added, 1);
        return old.index > index
          ? replaceTwo(source, [index, added[0] ?? ''], [old.index, added[1] ?? ''])
          : rewrite(source, old.index, 'verdict: *same');
      },
    ),
  },
  'a number sign that cuts a value': {
    rule: 'cut-value',
    make: atRandom(fieldsNamed('title', 'summary', 'verdict', 'because'), (source, field, random) => {
      return setValue(source, field, `Lecture ${oneOf(random, '#4 on it', '#deep learning', '# 12', '#1')}`);
    }),
  },
  'an exclamation mark that eats a word': {
    rule: 'yaml-alias',
    make: atRandom(fieldsNamed('title', 'summary', 'verdict', 'because'), (source, field, random) => {
      return setValue(source, field, oneOf(random, '!important note', '! note', '&co', '*Why* so'));
    }),
  },
  'an escape for a hidden character': {
    rule: 'hidden-character',
    make: atRandom(fieldsNamed('title', 'summary', 'verdict', 'because'), (source, field, random) => {
      const written = oneOf(
        random,
        '\\u202e',
        '\\uD800',
        '\\u200b',
        '\\x07',
        '\\0',
        '\\U000E0041',
        '&#x202e;',
        '&#8203;',
      );
      return setValue(source, field, `"One ${written} two"`);
    }),
  },
  'a name that a comma cuts': {
    rule: 'doubtful-author',
    make: atRandom(
      (source) => fieldsNamed('authors')(source).filter(({ index, last }) => index === last),
      (source, field, random) => {
        const names = oneOf(
          random,
          '[Müller, Klaus-Robert]',
          '[Lovelace, A. K., Alan Turing]',
          '[van der Berg, Jan]',
          'Ada Lovelace, Alan Turing',
        );
        return setValue(source, field, names);
      },
    ),
  },
  'too much frontmatter': {
    rule: 'yaml-limit',
    make: atRandom(fieldGaps, (source, gap) => ({
      ...splice(source, gap, 0, [`summary: ${'more '.repeat(4000)}`]),
      line: 2,
    })),
  },
} as const satisfies Kinds;

/** Replaces two lines. The mistake is on the second. */
function replaceTwo(source: Source, [first, text]: [number, string], [second, other]: [number, string]) {
  const lines = source.lines.map((line, index) => (index === first ? text : line));
  return rewrite({ ...source, lines }, second, other);
}
