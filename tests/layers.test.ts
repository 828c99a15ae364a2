import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What a room may import besides its own files. */
type Outside = 'node' | 'astro' | 'virtual';

interface Room {
  /** Rooms from which it may import anything. */
  readonly rooms: readonly string[];
  /** `node:*`, `astro` and `astro:*`, `virtual:*`. None of these if missing. */
  readonly outside?: readonly Outside[];
  /** Its scripts run in a browser, so they may use the document. */
  readonly hasDom?: true;
}

/**
 * The allowed imports, types included. Every file of `src/` belongs to the room with the longest path that contains it.
 * Everything not listed is forbidden. The map in `docs/ARCHITECTURE.md` has the same table.
 */
const rooms: Readonly<Record<string, Room>> = {
  log: { rooms: [] },
  i18n: { rooms: ['log'] },
  urls: { rooms: ['log'] },
  'site.ts': { rooms: ['log', 'i18n', 'urls'] },
  styles: { rooms: [] },
  markdown: { rooms: ['log', 'i18n', 'urls'] },
  exports: { rooms: ['log', 'i18n', 'urls', 'site.ts'] },
  charts: { rooms: ['log', 'i18n', 'urls', 'site.ts'] },
  'search/shared': { rooms: [] },
  loader: { rooms: ['log', 'i18n', 'urls', 'site.ts', 'markdown'], outside: ['node', 'astro'] },
  search: { rooms: ['log', 'i18n', 'site.ts', 'markdown', 'search/shared', 'loader'], outside: ['node'] },
  client: { rooms: ['log', 'i18n', 'urls', 'exports', 'styles'], outside: ['virtual'], hasDom: true },
  'client/search': {
    rooms: ['log', 'i18n', 'urls', 'styles', 'search/shared', 'client'],
    outside: ['virtual'],
    hasDom: true,
  },
  'components/slots': { rooms: ['log', 'site.ts'] },
  components: {
    rooms: [
      'log',
      'i18n',
      'urls',
      'site.ts',
      'exports',
      'charts',
      'styles',
      'client',
      'client/search',
      'components/slots',
    ],
  },
  layouts: {
    rooms: ['log', 'urls', 'site.ts', 'exports', 'styles', 'client', 'client/search', 'components', 'components/slots'],
  },
  pages: {
    rooms: ['log', 'i18n', 'urls', 'exports', 'charts', 'styles', 'loader', 'components', 'layouts'],
    outside: ['astro'],
  },
  integration: { rooms: ['log', 'i18n', 'urls', 'loader', 'search'], outside: ['node', 'astro'] },
  'cli/entries': { rooms: ['log', 'i18n', 'loader'] },
  'cli/import': {
    rooms: ['log', 'urls', 'markdown', 'exports', 'loader', 'cli/entries', 'cli/sources', 'cli/web'],
    outside: ['node'],
  },
  'cli/links': { rooms: ['log', 'loader', 'cli/web'] },
  'cli/review': { rooms: ['log', 'i18n', 'urls', 'exports', 'loader'], outside: ['node'] },
  'cli/sources': { rooms: ['log', 'loader', 'cli/web'] },
  'cli/upgrade': { rooms: ['log'], outside: ['node'] },
  'cli/web': { rooms: ['log'], outside: ['node'] },
  cli: {
    rooms: [
      ...['log', 'i18n', 'urls', 'site.ts', 'exports', 'charts', 'loader', 'integration'],
      ...['cli/entries', 'cli/import', 'cli/links', 'cli/review', 'cli/sources', 'cli/upgrade', 'cli/web'],
    ],
    outside: ['node', 'astro'],
  },
  'index.ts': { rooms: ['log', 'i18n', 'urls', 'site.ts', 'components/slots'] },
  'content.config.ts': { rooms: ['log', 'loader'], outside: ['astro'] },
};

interface File {
  /** Relative to `src/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Files of `src/` that it imports, also by `import()` and in types. */
  readonly files: readonly string[];
  /** All other modules that it imports. */
  readonly packages: readonly string[];
}

const stringsAndComments = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\/\*[\s\S]*?\*\/|\/\/.*$|<!--[\s\S]*?-->/gm;
const imports = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\n]+)\1/g;

/** A string may contain `/*`, for example in a glob. */
const withoutComments = (text: string): string =>
  text.replace(stringsAndComments, (whole) => (/^["'`]/.test(whole) ? whole : ''));
const importsOf = (text: string): string[] =>
  [...withoutComments(text).matchAll(imports)].map(([, , name = '']) => name);

function read(path: string): File {
  const text = readFileSync(join(root, 'src', path), 'utf8');
  const names = importsOf(text).map((name) => name.replace(/\?.*$/, ''));
  const [near, far] = [names.filter((name) => name.startsWith('.')), names.filter((name) => !name.startsWith('.'))];
  const files = near.map((name) => normalize(join(dirname(path), name)).replaceAll(sep, '/'));
  return { path, text: withoutComments(text), files: [...new Set(files)], packages: [...new Set(far)] };
}

const paths = globSync('**/*.{ts,astro}', { cwd: join(root, 'src') }).map((path) => path.replaceAll(sep, '/'));
const files = paths.sort().map(read);
/** Tests and their helpers may import anything. */
const isTest = (path: string) => /\.test\.ts$|(?:^|\/)fixtures\/|(?:^|\/)testLog\.ts$/.test(path);
const shipped = files.filter(({ path }) => !isTest(path) && !path.startsWith('cli/starter/'));

const roomsByLength = Object.keys(rooms).sort((a, b) => b.length - a.length);

function roomOf(path: string): string {
  const room = roomsByLength.find((name) => path === name || path.startsWith(`${name}/`));
  return room ?? path.split('/')[0] ?? path;
}

function outsideOf(name: string): Outside | undefined {
  if (name.startsWith('node:')) return 'node';
  if (/^astro(?:$|[:/])/.test(name)) return 'astro';
  return name.startsWith('virtual:') ? 'virtual' : undefined;
}

/** Import cycles, each in import order. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name);
    if (start >= 0) found.push([...trail.slice(start), name]);
    if (start >= 0 || done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}

test('every file of src/ belongs to a room in the table, and every listed room has files', () => {
  const unknown = files.map(({ path }) => path).filter((path) => !(roomOf(path) in rooms));
  expect(unknown, 'Add the room to the table in tests/layers.test.ts, with the rooms that it may import').toEqual([]);
  const used = new Set(files.map(({ path }) => roomOf(path)));
  const empty = Object.keys(rooms).filter(
    (room) => !used.has(room) && room !== 'styles' && room !== 'content.config.ts',
  );
  expect(empty, 'Remove the room from the table in tests/layers.test.ts').toEqual([]);
});

test('a file imports only from the rooms that its room may import', () => {
  const wrong = shipped.flatMap(({ path, files: imported }) => {
    const own = roomOf(path);
    const allowed = rooms[own]?.rooms ?? [];
    return imported.flatMap((target) => {
      const other = roomOf(target);
      if (other === own || allowed.includes(other)) return [];
      const may = allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other room';
      return [
        `src/${path} imports src/${target}, and "${own}" may import ${may}. ` +
          `Move the shared part into a room that both may import, or pass it as an argument.`,
      ];
    });
  });
  expect(wrong).toEqual([]);
});

test('every permission is used', () => {
  const uses = new Set(shipped.flatMap(({ path, files: all }) => all.map((one) => `${roomOf(path)} ← ${roomOf(one)}`)));
  for (const { path, packages } of shipped) {
    for (const name of packages) uses.add(`${roomOf(path)} ← ${outsideOf(name)}`);
  }
  const idle = Object.entries(rooms).flatMap(([room, { rooms: others, outside = [] }]) =>
    [...others, ...outside].map((one) => `${room} ← ${one}`),
  );
  expect(
    idle.filter((edge) => !uses.has(edge)),
    'Remove these from the table in tests/layers.test.ts: it allows only what the code uses',
  ).toEqual([]);
});

test("only listed rooms import Node, Astro and Vite's virtual modules", () => {
  const wrong = shipped.flatMap(({ path, packages }) => {
    const own = roomOf(path);
    return packages.flatMap((name) => {
      const kind = outsideOf(name);
      if (!kind || rooms[own]?.outside?.includes(kind)) return [];
      const may = Object.entries(rooms).flatMap(([room, { outside }]) => (outside?.includes(kind) ? [room] : []));
      return [
        `src/${path} imports "${name}", which only ${may.join(', ')} may. ` +
          `Do it there, and give "${own}" what comes out as an argument.`,
      ];
    });
  });
  expect(wrong).toEqual([]);
});

test("only browser scripts use the document and storage, and only Node code uses Node's globals", () => {
  const ofBrowser =
    /\b(?:(?:local|session)Storage|customElements|HTML\w*Element|window\.|document\.(?:querySelector|createElement|body|head|documentElement|addEventListener))/;
  const ofNode = /\b(?:process|Buffer)\.\w/;
  const wrong = shipped.flatMap(({ path, text }) => {
    // In an `.astro` file, only the scripts use them.
    if (path.endsWith('.astro')) return [];
    const room = rooms[roomOf(path)];
    const code = text.replace(/`(?:[^`\\]|\\.)*`/g, '');
    const dom = room?.hasDom ? undefined : ofBrowser.exec(code)?.[0];
    const node = room?.outside?.includes('node') ? undefined : ofNode.exec(code)?.[0];
    return [
      ...(dom ? [`src/${path} has "${dom}", and "${roomOf(path)}" runs without a browser: do it in src/client/.`] : []),
      ...(node ? [`src/${path} has "${node}", and "${roomOf(path)}" runs without Node: hand it in.`] : []),
    ];
  });
  expect(wrong).toEqual([]);
});

test('shipped files import no test and no fixture', () => {
  const wrong = shipped.flatMap(({ path, files: all }) =>
    all.filter(isTest).map((one) => `src/${path} imports ${one}`),
  );
  expect(wrong, 'Move the shared part out of the test').toEqual([]);
});

test('no file is part of an import cycle, types included', () => {
  const found = circles(new Map(files.map(({ path, files: imported }) => [path, imported])));
  const described = found.map((circle) => circle.map((path) => `src/${path}`).join(' → '));
  expect(described, 'Move the shared part, often a type, into its own file').toEqual([]);
});

test('no room is part of an import cycle, and the table allows none', () => {
  const used = new Map<string, string[]>();
  for (const { path, files: imported } of shipped) {
    const own = roomOf(path);
    used.set(own, [...(used.get(own) ?? []), ...imported.map(roomOf).filter((room) => room !== own)]);
  }
  const allowed = new Map(Object.entries(rooms).map(([room, { rooms: others }]) => [room, others]));
  const described = [...circles(used), ...circles(allowed)].map((circle) => circle.join(' → '));
  expect(described, 'Pass what one of them imports from the other as an argument').toEqual([]);
});

test('a cycle is found, even through a type or an import()', () => {
  expect(
    circles(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual([['b', 'c', 'b']]);
  const text = `import type { A } from './a.ts'; // from './d.ts'
    const all = glob('**/*.md');
    const b = await import('./b.ts'); /* from './e.ts' */
    type C = import("./c.ts").C;`;
  expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './c.ts']);
});

test('src/ has at most 18 entries', () => {
  expect(globSync('*', { cwd: join(root, 'src') }).length).toBeLessThanOrEqual(18);
});

test('the map in docs/ARCHITECTURE.md matches the table', () => {
  const text = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `src\/([^`]+?)\/?` +\| (.+?) +\| .+ \|$/gm)].map(
    ([, room, may]) => `${room}: ${may}`,
  );
  const wanted = Object.entries(rooms).map(
    ([room, { rooms: others, outside = [] }]) => `${room}: ${[...others, ...outside].join(', ') || '–'}`,
  );
  expect(rows.toSorted(), 'Copy the table in tests/layers.test.ts to the map').toEqual(wanted.toSorted());
});
