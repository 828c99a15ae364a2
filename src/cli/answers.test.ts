import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { rememberAnswers } from './answers.ts';
import type { LookedUp } from './sources/lookUp.ts';
import { page } from './sources/page.ts';

const hour = 3_600_000;

async function answers(found: LookedUp) {
  const folder = await makeFolder({});
  let asked = 0;
  const open = (options = {}) =>
    rememberAnswers(
      folder,
      [page()],
      async () => {
        asked += 1;
        return found;
      },
      options,
    );
  return { folder, open, count: () => asked };
}

const url = 'https://example.org/';
const facts: LookedUp = { facts: { title: 'Zero' }, source: 'the page' };

test('an answer with facts is asked for once, also by the next process, until it is old', async () => {
  const { open, count } = await answers(facts);
  const now = Date.now();
  for (let run = 0; run < 3; run += 1) expect(await (await open({ now })).ask({ url })).toEqual(facts);
  expect(count()).toBe(1);
  await (await open({ now })).ask({ url: `${url}other` });
  expect(count()).toBe(2);
  await (await open({ now: now + hour, hours: 1 })).ask({ url });
  await (await open({ now: now + 8 * 24 * hour })).ask({ url });
  expect(count()).toBe(4);
});

test('a failure and a huge answer are asked for again', async () => {
  const huge: LookedUp = { facts: { title: 'x'.repeat(600_000) }, source: 'the page' };
  for (const found of [{ reason: 'No.', advice: 'Later.' }, huge]) {
    const { open, count } = await answers(found);
    for (let run = 0; run < 2; run += 1) expect(await (await open()).ask({ url })).toEqual(found);
    expect(count()).toBe(2);
  }
});

test('an answer that a stranger put into the folder is not read', async () => {
  const { folder, open, count } = await answers(facts);
  await (await open()).ask({ url });
  const [name = ''] = await readdir(join(folder, '.astro/answers'));
  await writeFile(join(folder, '.astro/answers', name), JSON.stringify({ at: Date.now(), found: { facts: {} } }));
  expect(await (await open()).ask({ url })).toEqual(facts);
  expect(count()).toBe(2);
});

test('old answers are removed', async () => {
  const { folder, open } = await answers(facts);
  const { ask, tidy } = await open();
  await ask({ url });
  await ask({ url: `${url}other` });
  const [name = ''] = await readdir(join(folder, '.astro/answers'));
  const old = new Date(Date.now() - 8 * 24 * hour);
  await utimes(join(folder, '.astro/answers', name), old, old);
  await tidy();
  const left = await readdir(join(folder, '.astro/answers'));
  expect([left.length, left.includes(name)]).toEqual([1, false]);
});
