import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from './fixtures/folder.ts';
import { readHistory, readMoves } from './history.ts';

/** Git without the settings of this machine. */
function git(folder: string, words: readonly string[], day = '2026-11-01', zone = '+0000'): void {
  const when = `${day}T12:00:00${zone}`;
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
  });
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

function commit(folder: string, day: string): void {
  git(folder, ['add', '--all']);
  git(folder, ['commit', '--quiet', '--message', day], day);
}

const long = 'A line.\n'.repeat(20);

/** A repository with a log in a subfolder. It renames `old.md` to `new.md` and keeps `kept.md`. */
async function repository(): Promise<string> {
  const folder = await makeFolder({ 'log/content/old.md': long, 'log/content/kept.md': 'Kept.\n', 'README.md': 'R\n' });
  git(folder, ['init', '--quiet', '--initial-branch', 'main']);
  commit(folder, '2026-11-01');
  await rename(join(folder, 'log/content/old.md'), join(folder, 'log/content/new.md'));
  await write(folder, 'log/content/new.md', `${long}And one.\n`);
  commit(folder, '2026-11-03');
  await write(folder, 'log/content/new.md', `${long}And two.\n`);
  commit(folder, '2026-11-09');
  return folder;
}

describe('the history of a log', () => {
  test('has the first and last change of each file, across renames', async () => {
    const folder = await repository();
    expect((await readHistory(join(folder, 'log'))).changes).toEqual({
      'content/new.md': { first: '2026-11-01', last: '2026-11-09' },
      'content/kept.md': { first: '2026-11-01', last: '2026-11-01' },
    });
  });

  test('does not include uncommitted changes', async () => {
    const folder = await repository();
    const before = await readHistory(join(folder, 'log'));
    await write(folder, 'log/content/kept.md', 'Changed.\n');
    await write(folder, 'log/content/fresh.md', 'Fresh.\n');
    git(folder, ['add', '--all']);
    expect(await readHistory(join(folder, 'log'))).toEqual(before);
  });

  test('starts again for a file that was deleted and created again', async () => {
    const folder = await repository();
    await rm(join(folder, 'log/content/kept.md'));
    commit(folder, '2026-11-10');
    await write(folder, 'log/content/kept.md', 'Another.\n');
    await write(folder, 'log/content/old.md', 'Something else.\n');
    commit(folder, '2026-11-12');
    expect((await readHistory(join(folder, 'log'))).changes).toEqual({
      'content/new.md': { first: '2026-11-01', last: '2026-11-09' },
      'content/kept.md': { first: '2026-11-12', last: '2026-11-12' },
      'content/old.md': { first: '2026-11-12', last: '2026-11-12' },
    });
  });

  test("has the day in the author's time zone", async () => {
    const folder = await makeFolder({ 'content/a.md': 'A\n' });
    git(folder, ['init', '--quiet']);
    git(folder, ['add', '--all']);
    git(folder, ['commit', '--quiet', '--message', 'one'], '2026-11-03', '+1400');
    expect((await readHistory(folder)).changes).toEqual({
      'content/a.md': { first: '2026-11-03', last: '2026-11-03' },
    });
  });

  test('never has a wrong day in a shallow clone: only the last changes in it', async () => {
    const folder = await repository();
    const shallow = await makeFolder({});
    git(shallow, ['clone', '--quiet', '--depth', '2', `file://${folder}`, 'copy']);
    expect((await readHistory(join(shallow, 'copy/log'))).changes).toEqual({
      'content/new.md': { last: '2026-11-09' },
    });
  });

  test('is found in a worktree, and through a symbolic link', async () => {
    const folder = await repository();
    const { changes } = await readHistory(join(folder, 'log'));
    const other = await makeFolder({});
    git(folder, ['worktree', 'add', '--quiet', join(other, 'tree')]);
    await symlink(join(folder, 'log'), join(other, 'link'));
    expect((await readHistory(join(other, 'tree/log'))).changes).toEqual(changes);
    expect((await readHistory(join(other, 'link'))).changes).toEqual(changes);
  });

  test('is empty without a repository or without a commit', async () => {
    const folder = await makeFolder({ 'content/a.md': 'A\n' });
    expect(await readHistory(folder)).toEqual({ changes: {}, moves: new Map() });
    git(folder, ['init', '--quiet']);
    expect(await readHistory(folder)).toEqual({ changes: {}, moves: new Map() });
  });

  test('runs no command from the settings of the repository', async () => {
    const folder = await repository();
    const mark = join(folder, 'ran');
    await write(folder, 'evil.sh', `#!/bin/sh\ntouch '${mark}'\n`);
    await chmod(join(folder, 'evil.sh'), 0o755);
    for (const setting of ['core.fsmonitor', 'gpg.program', 'diff.external', 'core.pager']) {
      git(folder, ['config', setting, join(folder, 'evil.sh')]);
    }
    git(folder, ['config', 'log.showSignature', 'true']);
    const { changes } = await readHistory(join(folder, 'log'));
    await readMoves(join(folder, 'log'));
    expect(changes['content/new.md']).toEqual({ first: '2026-11-01', last: '2026-11-09' });
    expect(() => execFileSync('ls', [mark], { stdio: 'pipe' })).toThrow();
  });
});

describe('the files that were moved', () => {
  test('are found in commits and among the changes since then, with their current path', async () => {
    const folder = await repository();
    expect(await readMoves(join(folder, 'log'))).toEqual(new Map([['content/old.md', 'content/new.md']]));
    git(folder, ['mv', 'log/content/new.md', 'log/content/newer.md']);
    await write(folder, 'log/content/kept.md', 'Changed.\n');
    git(folder, ['add', '--all']);
    expect(await readMoves(join(folder, 'log'))).toEqual(
      new Map([
        ['content/old.md', 'content/newer.md'],
        ['content/new.md', 'content/newer.md'],
      ]),
    );
  });

  test('are unknown without a repository, and those of before in a shallow clone', async () => {
    expect(await readMoves(await makeFolder({ 'content/a.md': 'A\n' }))).toEqual(new Map());
    const shallow = await makeFolder({});
    git(shallow, ['clone', '--quiet', '--depth', '1', `file://${await repository()}`, 'copy']);
    git(join(shallow, 'copy'), ['mv', 'log/content/kept.md', 'log/content/b.md']);
    expect(await readMoves(join(shallow, 'copy/log'))).toEqual(new Map([['content/kept.md', 'content/b.md']]));
  });
});
