import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { libraryImports } from '../src/integration/fillIn.ts';
import { packRenderer } from '../src/integration/keptRenderer.ts';
import packageJson from '../package.json' with { type: 'json' };

/**
 * Writes the program into `lib/`, where `npm pack` finds it: the renderer of every log, so that an owner's first build
 * needs no bundler, and the command with most of its libraries in few files, because Node takes about a third of a
 * millisecond of processor time to load a file.
 */

const root = resolve(import.meta.dirname, '..');
const source = (path: string) => join(root, 'src', path);

/** Libraries that find files beside their own, are native, or are only loaded with Astro. */
const separate = /^(?:astro|harfbuzzjs|pagefind|sharp|tinypool|woff2-encoder|@iconify-json\/tabler)(?:\/|$)/;

/** Leaves languages and WebAssembly out of the bundle, with names that exist for everyone who depends on `shiki`. */
const grammars: Plugin = {
  name: 'learnlog:grammars',
  resolveId: (name) => {
    const [, folder, file] = /^@shikijs\/(langs|themes)\/(.*)$/.exec(name) ?? [];
    if (folder !== undefined && file !== undefined) return { id: `shiki/${folder}/${file}.mjs`, external: true };
    return name === 'shiki/wasm' ? { id: name, external: true } : undefined;
  },
};

const renderer = await packRenderer(join(root, 'lib', 'renderer'));
const libraries = [...libraryImports(renderer)].filter(([name]) => !separate.test(name));

/** Modules, by path, each with what the renderer imports from a library, so that the rest of it can be left out. */
const facades = new Map(libraries.map(([name, names]) => [facadeOf(name), codeOf(name, names)]));
const librariesOfRenderer: Plugin = {
  name: 'learnlog:libraries',
  resolveId: (id) => (facades.has(id) ? id : undefined),
  load: (id) => facades.get(id),
};

const bundle = await rolldown({
  cwd: root,
  platform: 'node',
  input: {
    index: source('index.ts'),
    start: source('cli/start.ts'),
    main: source('cli/main.ts'),
    // Files that are only found by their address.
    renderWorker: source('loader/renderWorker.ts'),
    rendererProcess: source('integration/rendererProcess.ts'),
    ...Object.fromEntries(libraries.map(([name]) => [`libraries/${name}`, facadeOf(name)])),
  },
  external: [/^node:/, separate],
  plugins: [grammars, librariesOfRenderer],
});
const { output } = await bundle.write({
  dir: join(root, 'lib'),
  // Code finds the package two folders up.
  entryFileNames: ({ name }) => (name === 'index' ? 'index.js' : 'bundle/[name].js'),
  chunkFileNames: 'bundle/[name].js',
  comments: { jsdoc: false },
  // Node reads half as much. Names stay, so a stack trace says what failed.
});
await bundle.close();
const chunks = output.filter((part) => part.type === 'chunk');
expectOwnDependencies(chunks);
await writeFile(join(root, 'lib', 'bundle', 'LICENSES.txt'), await licencesOf(chunks));
await writeFile(join(root, 'lib', 'bundle', 'program.hash'), hashOf(chunks));

/** The path of a module that does not exist, but from which libraries are found. */
function facadeOf(library: string): string {
  return join(root, 'libraries', `${library}.js`);
}

function codeOf(library: string, names: ReadonlySet<string>): string {
  const from = JSON.stringify(library);
  if (names.size === 0) return `import ${from};`;
  const listed = [...names].filter((name) => name !== '*');
  const all = names.has('*') ? `export * from ${from};\n` : '';
  return `${all}export { ${listed.join(', ')} } from ${from};`;
}

/** Throws if the bundle imports a package that is not a dependency: not every package manager would find it. */
function expectOwnDependencies(parts: readonly OutputChunk[]): void {
  const files = new Set(parts.map(({ fileName }) => fileName));
  const names = parts.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const foreign = names.filter((name) => {
    const [first = '', second] = name.split('/');
    const library = first.startsWith('@') ? `${first}/${second}` : first;
    return !files.has(name) && !isBuiltin(name) && !Object.hasOwn(packageJson.dependencies, library);
  });
  if (foreign.length > 0) throw new Error(`The bundle imports what is not a dependency: ${foreign.join(', ')}.`);
}

/** A hash of the code, for `programHash()`. */
function hashOf(parts: readonly OutputChunk[]): string {
  const hash = createHash('sha256');
  for (const { fileName, code } of parts) hash.update(`${fileName}\n${code}\n`);
  return hash.digest('hex');
}

/** The licences of the libraries in the bundle, as they demand. */
async function licencesOf(parts: readonly OutputChunk[]): Promise<string> {
  const modules = parts.flatMap(({ moduleIds }) => moduleIds).filter((id) => /[\\/]node_modules[\\/]/.test(id));
  const notices = [...new Set(modules.map(packageOf))].sort().map(async (folder) => {
    const { name, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
    const files = (await readdir(folder)).sort();
    const licences = files.filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
    // Some packages name their licence only in their readme.
    const named =
      licences.length > 0 || license !== undefined ? licences : files.filter((file) => /^readme/i.test(file));
    const texts = await Promise.all(named.map((file) => readFile(join(folder, file), 'utf8')));
    if (texts.length === 0 && license === undefined) throw new Error(`The licence of ${name} is unknown.`);
    const notice = texts.length > 0 ? texts.map((text) => text.trim()) : [`${license}, ${JSON.stringify(author)}`];
    return [name, ...notice].join('\n\n');
  });
  return ['Learnlog contains parts of these packages.', ...(await Promise.all(notices))].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  );
}

interface Manifest {
  readonly name: string;
  readonly license?: string;
  readonly author?: unknown;
}

/** The folder of the package that a module belongs to. A package may have folders called `node_modules` of its own. */
function packageOf(module: string): string {
  let [folder = ''] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module) ?? [];
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
