import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'astro';
import { astroConfig } from '../src/integration/config.ts';

/**
 * Builds the log in a folder with Astro alone, without the command and its check. A second argument, such as
 * `weeks/first-steps`, removes that entry from the content store after it is filled.
 */
const [folder = '', lost] = process.argv.slice(2);

/**
 * Removes an entry from a store that `devalue` wrote: a map is a list of indices, alternately of a key and its value.
 */
async function lose(collection: string, id: string): Promise<void> {
  const file = join(folder, '.astro', 'cache', 'data-store.json');
  const values = JSON.parse(await readFile(file, 'utf8')) as unknown[];
  const valueIn = (map: unknown, key: string) => {
    const list = map as readonly number[];
    const at = list.findIndex((index, place) => place % 2 === 1 && values[index] === key);
    if (at < 0) throw new Error(`The store has no "${key}".`);
    return at;
  };
  const entries = values[(values[0] as number[])[valueIn(values[0], collection) + 1] ?? 0] as number[];
  entries.splice(valueIn(entries, id), 2);
  await writeFile(file, JSON.stringify(values));
}

process.chdir(folder);
const config = await astroConfig(folder);
const loss = {
  name: 'loss',
  hooks: {
    'astro:build:start': async () => {
      const [collection, id] = lost?.split('/') ?? [];
      if (collection !== undefined && id !== undefined) await lose(collection, id);
    },
  },
};
await build({ ...config, integrations: [...(config.integrations ?? []), loss], configFile: false, logLevel: 'warn' });
