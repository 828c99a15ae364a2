import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import { literalPattern } from './momentFormat.ts';
import { isNote } from './sources.ts';

/** The programs whose Markdown is converted. `plain` is Markdown as on GitHub. */
export type Flavour = 'obsidian' | 'logseq' | 'jekyll' | 'hugo' | 'astro' | 'notion' | 'plain';

/** The kind of a folder of notes, and where its notes are. */
export interface Collection {
  readonly flavour: Flavour;
  /** For the report: "an Obsidian vault". */
  readonly kind: string;
  /** The folders with notes, relative to the import; empty for the whole import. */
  readonly roots: readonly string[];
  /** Folders in which an address that starts with `/` may be. */
  readonly publicRoots: readonly string[];
  /** Folders of templates. */
  readonly templates: readonly string[];
  /** The address of its site, without a slash at the end. */
  readonly site?: string | undefined;
  /** The form of the names of daily notes, in addition to `2024-03-01`. */
  readonly daily?: RegExp | undefined;
  /** What its templates can show of its settings, by names such as `site.email`. */
  readonly variables?: ReadonlyMap<string, string>;
}

const kinds: Readonly<Record<Flavour, string>> = {
  obsidian: 'an Obsidian vault',
  logseq: 'a Logseq graph',
  jekyll: 'a Jekyll site',
  hugo: 'a Hugo site',
  astro: 'the content of an Astro site',
  notion: 'a Notion export',
  plain: 'a folder of Markdown files',
};

/** The id that Notion puts at the end of each name. */
export const notionId = /[ _-]([0-9a-f]{32})(?=\.[a-z]+$|$)/i;

/**
 * Recognises the kind of a folder by certain names, or that of a folder in it that has nearly all of its notes. `files`
 * are its files, `marks` the names directly in it, even hidden ones.
 */
export async function recognise(
  folder: string,
  files: readonly string[],
  marks: ReadonlySet<string>,
): Promise<Collection> {
  const own = await recogniseHere(folder, files, marks);
  if (own.flavour !== 'plain') return own;
  const notes = files.filter(isNote);
  const inner = [...new Set(files.map((file) => file.slice(0, file.indexOf('/') + 1)))].find((start) => {
    return start !== '' && notes.filter((file) => file.startsWith(start)).length >= notes.length * 0.8;
  });
  if (inner === undefined) return own;
  const below = files.filter((file) => file.startsWith(inner)).map((file) => file.slice(inner.length));
  const found = await recogniseHere(join(folder, inner), below, new Set(await readdir(join(folder, inner))));
  if (found.flavour === 'plain') return own;
  const placed = (folders: readonly string[]) => folders.map((one) => `${inner}${one}`.replace(/\/$/, ''));
  const [roots, publicRoots, templates] = [found.roots, found.publicRoots, found.templates].map(placed);
  return {
    ...found,
    kind: `${found.kind} in ${inner}`,
    ...(roots && publicRoots && templates && { roots, publicRoots, templates }),
  };
}

async function recogniseHere(
  folder: string,
  files: readonly string[],
  marks: ReadonlySet<string>,
): Promise<Collection> {
  const has = (...names: readonly string[]) => names.some((name) => marks.has(name));
  const within = (...roots: readonly string[]) =>
    roots.filter((root) => files.some((file) => file.startsWith(`${root}/`)));
  const collection = (flavour: Flavour, own: Partial<Collection> = {}): Collection => {
    return { flavour, kind: kinds[flavour], roots: [''], publicRoots: [''], templates: [], ...own };
  };
  if (has('quartz.config.ts', 'quartz.layout.ts') && within('content').length > 0) {
    const roots = ['content'];
    return collection('obsidian', { kind: 'a Quartz site', roots, publicRoots: ['content', 'quartz/static'] });
  }
  const inNotion = files.filter((file) => /\.(?:md|html)$/i.test(file));
  if (inNotion.filter((file) => notionId.test(file)).length * 2 > inNotion.length) return collection('notion');
  if (files.includes('logseq/config.edn')) {
    return collection('logseq', { roots: within('pages', 'journals'), publicRoots: ['', 'assets'] });
  }
  if (has('.obsidian')) return collection('obsidian', await vaultSettings(folder));
  if (has('_config.yml', '_config.yaml', '_posts')) {
    const settings = await yamlIn(folder, has('_config.yaml') ? '_config.yaml' : '_config.yml');
    const { url = '', baseurl = '' } = settings;
    return collection('jekyll', {
      publicRoots: ['', 'assets'],
      variables: variablesOf(settings),
      site: typeof url === 'string' && url !== '' ? `${url}${String(baseurl)}`.replace(/\/$/, '') : undefined,
    });
  }
  const hugo = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'config.toml', 'config.yaml'].find((name) =>
    has(name),
  );
  const isOfOther = [...marks].some((name) => /^(?:gatsby|next|nuxt|docusaurus|mkdocs)[.-]/.test(name));
  const isHugo =
    hugo?.startsWith('hugo.') || has('archetypes') || (has('config') && has('layouts', 'themes', 'static'));
  if ((isHugo || hugo !== undefined) && !isOfOther && within('content').length > 0) {
    const settings = hugo === undefined ? {} : await (hugo.endsWith('.toml') ? tomlIn : yamlIn)(folder, hugo);
    const base = settings.baseURL ?? settings.baseurl;
    const site = typeof base === 'string' && /^https?:/.test(base) ? base.replace(/\/$/, '') : undefined;
    return collection('hugo', { roots: ['content'], publicRoots: ['static', 'assets', 'content'], site });
  }
  const isAstro = [...marks].some((name) => /^astro\.config\./.test(name));
  const ofAstro = within('src/content', 'src/data', 'src/pages', 'content');
  if (isAstro && ofAstro.length > 0) {
    return collection('astro', { roots: ofAstro, publicRoots: ['public', 'src', ''] });
  }
  return collection('plain', { publicRoots: ['', ...within('static', 'public')] });
}

/** Where the templates of a vault are, and the names of its daily notes. */
async function vaultSettings(folder: string): Promise<Partial<Collection>> {
  const core = await jsonIn(folder, '.obsidian/templates.json');
  const templater = await jsonIn(folder, '.obsidian/plugins/templater-obsidian/data.json');
  const { format } = await jsonIn(folder, '.obsidian/daily-notes.json');
  const daily = typeof format === 'string' && format !== '' ? literalPattern(format) : undefined;
  const templates = [core.folder, templater.templates_folder].filter((name) => typeof name === 'string' && name !== '');
  return { templates: templates.map((name) => String(name).replace(/^\/|\/$/g, '')), ...(daily && { daily }) };
}

/** The texts and numbers of the settings of Jekyll. */
function variablesOf(settings: Settings): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(settings).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[`site.${name}`, String(value)]] : [],
    ),
  );
}

type Settings = Readonly<Record<string, unknown>>;

async function readSettings(folder: string, name: string, parse: (text: string) => unknown): Promise<Settings> {
  try {
    const value = parse((await readFile(join(folder, name), 'utf8')).slice(0, 200_000));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {};
  } catch {
    // The settings could not be read. Templates and daily notes are then found in other ways, or not at all.
    return {};
  }
}

const jsonIn = (folder: string, name: string) => readSettings(folder, name, JSON.parse);
const tomlIn = (folder: string, name: string) => readSettings(folder, name, parseToml);
const yamlIn = (folder: string, name: string) =>
  readSettings(folder, name, (text) => parseDocument(text).toJS({ maxAliasCount: 100 }));
