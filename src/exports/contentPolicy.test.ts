import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentPolicy, startScript } from './contentPolicy.ts';

describe('the policy of a page', () => {
  test('allows no inline script but the one that starts every page, and nothing of another host', async () => {
    const policy = await contentPolicy('pages');
    const hash = createHash('sha256').update(startScript).digest('base64');
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
    expect(policy).not.toMatch(/https?:|data:|blob:|\*|script-src[^;]*'unsafe-inline'|'unsafe-eval'/);
    expect(policy).toMatch(/^default-src 'none';/);
  });

  test('omits `frame-ancestors`, which only headers can set', async () => {
    expect(await contentPolicy('pages')).not.toContain('frame-ancestors');
    expect(await contentPolicy('headers')).toBe(`${await contentPolicy('pages')}; frame-ancestors 'none'`);
  });
});
