import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { environment, root } from '../site.ts';

/** This is a test so that it runs while other tests wait for a browser. */
test('"npm run types" finds nothing', async () => {
  const { code, output } = await new Promise<{ readonly code: number; readonly output: string }>((done) => {
    execFile(process.execPath, ['--run', 'types'], { cwd: root, env: environment() }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` }),
    );
  });
  expect(code, output).toBe(0);
});
