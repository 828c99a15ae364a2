import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { add } from './add.ts';
import { check, formats } from './check.ts';
import { fix } from './fix.ts';
import { initLog } from './init.ts';
import { links } from './links.ts';
import { writeNewEntry } from './new.ts';
import { refresh } from './refresh.ts';
import { review } from './review.ts';
import { writeSuggestion } from './suggestion.ts';
import { migrateLog } from './upgrade.ts';

/**
 * Clears the screen, rings the bell, reverses the direction of text and hides it. YAML and JSON both write it like this
 * in quotes.
 */
const evil = '\\u001b[2J\\u0007\\u009b\\u202e\\u2066';
const raw = JSON.parse(`"${evil}"`) as string;
const root = '---\ntitle: A log\n---\n';
/** A hostile file name, with a hostile title, address and text. */
const resource = `content/resources/it${raw}.md`;
const files = {
  'content/log.md': `---\ntitle: "A log ${evil}"\n---\n`,
  [resource]: `---\ntitle: "It ${evil}"\ntyp: paper\nurl: "https://example.org/${evil}"\nverdict: ${raw}\n---\n\n[a](b${raw}.md) ${raw}\n`,
};

let printed = '';
beforeEach(() => {
  printed = '';
  const keep = (text: unknown) => {
    printed += `${String(text)}\n`;
    return true;
  };
  for (const way of ['log', 'error', 'info', 'warn'] as const) vi.spyOn(console, way).mockImplementation(keep);
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args]);

const fileIn = async (folder: string, name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

const commands: readonly (readonly [string, () => Promise<unknown>])[] = [
  ...formats.map(
    (format) => [`check --format ${format}`, async () => check(await makeFolder(files), { format })] as const,
  ),
  ['check without problems', async () => check(await makeFolder({ 'content/log.md': files['content/log.md'] }))],
  ['check --fix', async () => fix(await makeFolder(files))],
  ['check --dry-run', async () => fix(await makeFolder(files), { dryRun: true })],
  [
    'links',
    async () => {
      const found = { checked: '2026-11-12', status: 200, moved: `https://example.org/${raw}` };
      const lock = JSON.stringify({ version: 1, links: { [`https://example.org/${raw}`]: found } });
      return links(await makeFolder({ ...files, 'links.lock.json': lock }), { day: '2026-11-12' });
    },
  ],
  [
    'new resource, refused and written',
    async () => {
      const flags = { title: `It ${raw}`, type: `paper${raw}`, url: 'https://example.org/', id: `a${raw}` };
      await writeNewEntry(await makeFolder(files), 'resource', flags);
      return writeNewEntry(await makeFolder({ 'content/log.md': root }), 'resource', {
        ...flags,
        type: 'paper',
        id: 'a',
      });
    },
  ],
  [
    'add, refused, written and known',
    async () => {
      const folder = await makeFolder({ 'content/log.md': root });
      const web = { isAllowed: () => false };
      await add(folder, [raw, `https://127.0.0.1/${raw}`], {}, { web });
      await add(folder, ['1706.03762'], { title: 'It', type: `paper${raw}` }, { web, week: raw });
      await add(folder, ['https://127.0.0.1/'], { title: 'It', type: 'paper' }, { web });
      return add(folder, ['https://127.0.0.1/', raw], {}, { web, json: true });
    },
  ],
  [
    'refresh, of hostile answers and names',
    async () => {
      const folder = await makeFolder({
        'content/log.md': root,
        'content/resources/a.md': '---\ntitle: A\nurl: https://arxiv.org/abs/1707.06347\n---\n',
      });
      const source = {
        name: raw,
        accept: raw,
        addressFor: () => 'https://127.0.0.1/',
        read: () => 'unreadable' as const,
      };
      await refresh(folder, [raw], { person: undefined });
      return refresh(folder, [], { sources: [source], web: { isAllowed: () => false }, person: undefined });
    },
  ],
  [
    'new resource --from-issue',
    async () => {
      const folder = await makeFolder({ 'content/log.md': root });
      const body = `### Title\n\nIt\r\n\n### Type\n\npaper ${raw}\n\n### Address\n\nhttps://example.org/${raw}`;
      return writeSuggestion(
        folder,
        await fileIn(folder, 'event.json', JSON.stringify({ issue: { number: 1, body } })),
      );
    },
  ],
  [
    'init --from',
    async () => {
      const folder = await makeFolder({});
      const resources = [
        { id: `a${raw}`, title: raw, type: raw },
        { id: 'b', title: `B ${raw}`, type: raw, url: raw },
      ];
      const shared = await fileIn(folder, 'log.json', JSON.stringify({ learnlog: 1, title: raw, resources }));
      await initLog(join(folder, `new${raw}`), { title: 'A log' }, { from: join(folder, `none${raw}.json`) });
      await initLog(join(folder, `new${raw}`), { title: 'A log' }, { from: shared });
      return initLog(join(folder, `other${raw}`), { title: 'A log' });
    },
  ],
  [
    'upgrade',
    async () => {
      const folder = await makeFolder(files);
      git(folder, 'init', '--quiet');
      await migrateLog(folder, '0.0.1');
      git(folder, 'add', '.');
      git(folder, 'commit', '--quiet', '--message', 'All');
      const change = () => {
        throw new Error(`It says ${raw}.`);
      };
      return migrateLog(folder, '0.0.1', { all: [{ version: '0.1.0', description: 'It changes.', change }] });
    },
  ],
  [
    'review',
    async () => {
      const folder = await makeFolder({ 'content/log.md': root });
      const proposal = await makeFolder({ 'content/log.md': root });
      git(proposal, 'init', '--quiet');
      for (const text of [root, `---\ntitle: "A ${evil}"\ntopic: "${evil}"\n---\n\n[${raw}](${raw}.md)\n`]) {
        await mkdir(join(proposal, 'content'), { recursive: true });
        await writeFile(join(proposal, 'content/log.md'), text);
        git(proposal, 'add', '.');
        git(proposal, 'commit', '--quiet', '--allow-empty', '--message', raw);
      }
      return review(folder, proposal, { out: join(folder, 'out') });
    },
  ],
];

test.each(commands)('no title, path or address controls the terminal or reverses text: %s', async (_, run) => {
  await run();
  expect(printed).not.toBe('');
  expect(printed.match(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu)).toBeNull();
});
