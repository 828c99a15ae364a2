import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CorpusEntry } from './corpus.ts';
import { writeLogFile } from './generate.ts';
import { surroundings } from './measure.ts';
import { projectOf, tools, type ToolName } from './tools.ts';

const root = resolve(import.meta.dirname, '..');
const templates = join(import.meta.dirname, 'peers');

/** Throws with instructions if this machine cannot run and measure the tools. */
export function expectMachine(names: readonly ToolName[]): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('Measuring needs process namespaces: run this as root on Linux.');
  }
  const programs = {
    bash: 'bash',
    unshare: 'util-linux',
    '/usr/bin/time': 'time',
    ...(names.includes('hugo') && { hugo: 'hugo' }),
  };
  for (const [program, debian] of Object.entries(programs)) {
    const { error } = spawnSync(program, [program === 'hugo' ? 'version' : '--version']);
    if (error) throw new Error(`${program} is missing. Run apt-get install ${debian}.`, { cause: error });
  }
}

/** Creates the project of a tool from its template, and installs its packages if they are missing. Bundles Learnlog. */
export async function layOut(name: ToolName, cache: string): Promise<void> {
  const project = projectOf(name, cache);
  const kept = join(project, 'package.json');
  const before = existsSync(kept) ? await readFile(kept, 'utf8') : '';
  await mkdir(project, { recursive: true });
  for (const file of await readdir(project)) {
    if (file !== 'node_modules') await rm(join(project, file), { recursive: true });
  }
  if (name === 'learnlog') {
    execFileSync('npm', ['run', 'prepack'], { cwd: root, env: surroundings, stdio: ['ignore', 'ignore', 'inherit'] });
    return;
  }
  await cp(join(templates, name), project, { recursive: true });
  if (before === (await readFile(kept, 'utf8')) && existsSync(join(project, 'node_modules'))) return;
  console.log(`Installing ${tools[name].title} into ${project}.`);
  await rm(join(project, 'node_modules'), { recursive: true, force: true });
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: project,
      env: surroundings,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (cause) {
    await rm(kept);
    throw new Error(`${tools[name].title} could not be installed.`, { cause });
  }
}

/** Replaces all entries in the project of a tool. */
export async function writeEntries(name: ToolName, cache: string, entries: readonly CorpusEntry[]): Promise<void> {
  const { content, beside } = tools[name];
  const project = projectOf(name, cache);
  for (const kind of ['resources', 'weeks']) {
    await rm(join(project, content, kind), { recursive: true, force: true });
    await mkdir(join(project, content, kind), { recursive: true });
  }
  if (name === 'learnlog') await writeLogFile(join(project, 'content'));
  for (const [file, text] of Object.entries(beside?.(entries) ?? {})) {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text);
  }
  for (const entry of entries) await writeEntry(name, cache, entry);
}

/** Writes one entry into the project of a tool. */
export async function writeEntry(name: ToolName, cache: string, entry: CorpusEntry): Promise<void> {
  const { content, text } = tools[name];
  await writeFile(join(projectOf(name, cache), content, entry.kind, `${entry.id}.md`), text(entry));
}

/** Deletes the output and caches of a tool. */
export async function forget(name: ToolName, cache: string): Promise<void> {
  for (const made of tools[name].made) await rm(join(projectOf(name, cache), made), { recursive: true, force: true });
}

/** The versions of a tool and its components. */
export async function versionsOf(name: ToolName, cache: string): Promise<Readonly<Record<string, string>>> {
  const folder = name === 'learnlog' ? root : projectOf(name, cache);
  const versions = tools[name].versionOf.map(async (of) => {
    const { version } = JSON.parse(await readFile(join(folder, 'node_modules', of, 'package.json'), 'utf8'));
    return [of, String(version)] as const;
  });
  const own = name === 'hugo' ? [['hugo', hugoVersion()] as const] : [];
  return Object.fromEntries([...own, ...(await Promise.all(versions))]);
}

function hugoVersion(): string {
  const [, version = ''] = /^hugo v([\d.]+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' })) ?? [];
  return version;
}
