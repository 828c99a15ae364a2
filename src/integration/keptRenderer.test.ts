import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { librariesRoot } from './engineRoot.ts';

test('the parts of Astro that are not documented were checked with this version', async () => {
  const { version } = JSON.parse(await readFile(join(librariesRoot, 'node_modules/astro/package.json'), 'utf8')) as {
    readonly version: string;
  };
  // With another version, read what `renderPages.ts` calls in `core/build`, and run `tests/sites/keptRenderer.test.ts`
  // and `sameBytes.test.ts`.
  expect(version).toBe('7.3.4');
});
