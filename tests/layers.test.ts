import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What a layer may import besides its own files. */
type Outside = 'node' | 'astro' | 'virtual';

interface Layer {
  /** Layers from which it may import anything. */
  readonly layers: readonly string[];
  /** `node:*`, `astro` and `astro:*`, `virtual:*`. None of these if missing. */
  readonly outside?: readonly Outside[];
  /** Its scripts run in a browser, so they may use the document. */
  readonly hasDom?: true;
}

/**
 * The allowed imports, types included. Every file of `src/` belongs to the layer with the longest path that contains it.
 * Everything not listed is forbidden. The map in `docs/ARCHITECTURE.md` has the same table.
 */
const layers: Readonly<Record<string, Layer>> = {
  log: { layers: [] },
  i18n: { layers: ['log'] },
  urls: { layers: ['log'] },
  'site.ts': { layers: ['log', 'i18n', 'urls'] },
  styles: { layers: [] },
  markdown: { layers: ['log', 'i18n', 'urls'] },
  exports: { layers: ['log', 'i18n', 'urls', 'site.ts'] },
  charts: { layers: ['log', 'i18n', 'urls', 'site.ts'] },
  'search/shared': { layers: [] },
  'charts/share': { layers: ['log', 'i18n', 'urls', 'site.ts', 'charts'], outside: ['node'] },
  loader: {
    layers: ['log', 'i18n', 'urls', 'site.ts', 'charts', 'charts/share', 'markdown'],
    outside: ['node', 'astro'],
  },
  search: { layers: ['log', 'i18n', 'site.ts', 'markdown', 'search/shared', 'loader'], outside: ['node'] },
  client: { layers: ['log', 'i18n', 'urls', 'exports', 'styles'], outside: ['virtual'], hasDom: true },
  'client/search': {
    layers: ['log', 'i18n', 'urls', 'styles', 'search/shared', 'client'],
    outside: ['virtual'],
    hasDom: true,
  },
  'components/slots': { layers: ['log', 'site.ts'] },
  components: {
    layers: [
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
    layers: [
      'log',
      'urls',
      'site.ts',
      'exports',
      'styles',
      'client',
      'client/search',
      'components',
      'components/slots',
    ],
  },
  pages: {
    layers: ['log', 'i18n', 'urls', 'exports', 'charts', 'charts/share', 'styles', 'loader', 'components', 'layouts'],
    outside: ['astro'],
  },
  integration: { layers: ['log', 'i18n', 'urls', 'loader', 'search'], outside: ['node', 'astro'] },
  'cli/entries': { layers: ['log', 'i18n', 'loader'] },
  'cli/import': {
    layers: ['log', 'urls', 'markdown', 'loader', 'cli/entries', 'cli/sources', 'cli/web'],
    outside: ['node'],
  },
  'cli/links': { layers: ['log', 'loader', 'cli/web'] },
  'cli/review': { layers: ['log', 'i18n', 'urls', 'exports', 'loader'], outside: ['node'] },
  'cli/sources': { layers: ['log', 'loader', 'cli/web'] },
  'cli/upgrade': { layers: ['log'], outside: ['node'] },
  'cli/web': { layers: ['log'], outside: ['node'] },
  cli: {
    layers: [
      ...['log', 'urls', 'site.ts', 'exports', 'charts', 'loader', 'integration'],
      ...['cli/entries', 'cli/import', 'cli/links', 'cli/review', 'cli/sources', 'cli/upgrade', 'cli/web'],
    ],
    outside: ['node', 'astro'],
  },
  'index.ts': { layers: ['log', 'i18n', 'urls', 'site.ts', 'components/slots'] },
  'content.config.ts': { layers: ['log', 'loader'], outside: ['astro'] },
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

const layersByLength = Object.keys(layers).sort((a, b) => b.length - a.length);

function layerOf(path: string): string {
  const layer = layersByLength.find((name) => path === name || path.startsWith(`${name}/`));
  return layer ?? path.split('/')[0] ?? path;
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

test('every file of src/ belongs to a layer in the table, and every listed layer has files', () => {
  const unknown = files.map(({ path }) => path).filter((path) => !(layerOf(path) in layers));
  expect(unknown, 'Add the layer to the table in tests/layers.test.ts, with the layers that it may import').toEqual([]);
  const used = new Set(files.map(({ path }) => layerOf(path)));
  const empty = Object.keys(layers).filter(
    (layer) => !used.has(layer) && layer !== 'styles' && layer !== 'content.config.ts',
  );
  expect(empty, 'Remove the layer from the table in tests/layers.test.ts').toEqual([]);
});

test('a file imports only from the layers that its layer may import', () => {
  const wrong = shipped.flatMap(({ path, files: imported }) => {
    const own = layerOf(path);
    const allowed = layers[own]?.layers ?? [];
    return imported.flatMap((target) => {
      const other = layerOf(target);
      if (other === own || allowed.includes(other)) return [];
      const may = allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other layer';
      return [
        `src/${path} imports src/${target}, and "${own}" may import ${may}. ` +
          `Move the shared code into a layer that both may import, or pass it as an argument.`,
      ];
    });
  });
  expect(wrong).toEqual([]);
});

test('no code of pages remembers anything about a log: pages that are not rendered again would miss its changes', () => {
  const ofPages = /^(?:charts|components|exports|i18n|layouts|log|pages|urls)\//;
  /** They remember only what the keys of their entries, or the code itself, determine. */
  const sound = new Set([
    ...['charts/neighbourLayout.ts', 'exports/contentPolicy.ts', 'i18n/phrase.ts', 'i18n/wording.ts'],
    'log/schema.ts',
  ]);
  const memo = /\bWeakMap\b|^let |^const \w+(?:: [^=]+)? = new (?:Map|Set)(?:<.*>)?\(\);/m;
  const wrong = shipped.filter(({ path, text }) => ofPages.test(path) && !sound.has(path) && memo.test(text));
  expect(
    wrong.map(({ path }) => path),
    'Make it an answer of the `Log`, which is computed once and recorded as a whole',
  ).toEqual([]);
});

test('every permission is used', () => {
  const uses = new Set(
    shipped.flatMap(({ path, files: all }) => all.map((one) => `${layerOf(path)} ← ${layerOf(one)}`)),
  );
  for (const { path, packages } of shipped) {
    for (const name of packages) uses.add(`${layerOf(path)} ← ${outsideOf(name)}`);
  }
  const idle = Object.entries(layers).flatMap(([layer, { layers: others, outside = [] }]) =>
    [...others, ...outside].map((one) => `${layer} ← ${one}`),
  );
  expect(
    idle.filter((edge) => !uses.has(edge)),
    'Remove these from the table in tests/layers.test.ts: it allows only what the code uses',
  ).toEqual([]);
});

test("only listed layers import Node, Astro and Vite's virtual modules", () => {
  const wrong = shipped.flatMap(({ path, packages }) => {
    const own = layerOf(path);
    return packages.flatMap((name) => {
      const kind = outsideOf(name);
      if (!kind || layers[own]?.outside?.includes(kind)) return [];
      const may = Object.entries(layers).flatMap(([layer, { outside }]) => (outside?.includes(kind) ? [layer] : []));
      return [
        `src/${path} imports "${name}", which only ${may.join(', ')} may. ` +
          `Do it there, and pass the result to "${own}" as an argument.`,
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
    const layer = layers[layerOf(path)];
    const code = text.replace(/`(?:[^`\\]|\\.)*`/g, '');
    const dom = layer?.hasDom ? undefined : ofBrowser.exec(code)?.[0];
    const node = layer?.outside?.includes('node') ? undefined : ofNode.exec(code)?.[0];
    return [
      ...(dom
        ? [`src/${path} has "${dom}", and "${layerOf(path)}" runs without a browser: do it in src/client/.`]
        : []),
      ...(node ? [`src/${path} has "${node}", and "${layerOf(path)}" runs without Node: pass it as an argument.`] : []),
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

test('no layer is part of an import cycle, and the table allows none', () => {
  const used = new Map<string, string[]>();
  for (const { path, files: imported } of shipped) {
    const own = layerOf(path);
    used.set(own, [...(used.get(own) ?? []), ...imported.map(layerOf).filter((layer) => layer !== own)]);
  }
  const allowed = new Map(Object.entries(layers).map(([layer, { layers: others }]) => [layer, others]));
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
    ([, layer, may]) => `${layer}: ${may}`,
  );
  const wanted = Object.entries(layers).map(
    ([layer, { layers: others, outside = [] }]) => `${layer}: ${[...others, ...outside].join(', ') || '–'}`,
  );
  expect(rows.toSorted(), 'Copy the table in tests/layers.test.ts to the map').toEqual(wanted.toSorted());
});
