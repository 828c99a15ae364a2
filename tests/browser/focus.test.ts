import { expect, test } from 'vitest';
import { visit } from './open.ts';
import { tabThrough } from './tabThrough.ts';

test.each([
  { key: '/', dialog: 'search' },
  { key: '?', dialog: 'help' },
])('Tab reaches all of the $dialog in order, with a visible focus', async ({ key, dialog }) => {
  const page = await visit('example');
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
  if (dialog === 'search') {
    await page.getByRole('combobox').fill('attention');
    await page.getByRole('option').first().waitFor();
    await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
  }
  const { problems, stops } = await tabThrough(page);
  expect(problems.join('\n')).toBe('');
  expect(stops).toBeGreaterThan(1);
});
