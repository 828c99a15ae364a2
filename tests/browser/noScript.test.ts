import { describe, expect, test } from 'vitest';
import { addressOf, kinds, visit } from './open.ts';

describe('without JavaScript', () => {
  test.each(kinds)(
    'a page of the kind "$kind" is readable, and shows no control that does not work',
    async ({ log, path }) => {
      const page = await visit(log, path, { javaScriptEnabled: false });
      const main = (await page.locator('main').innerText()).trim();
      expect(main.length).toBeGreaterThan(20);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      // The switch to the free path works by CSS alone.
      const controls = page.locator('button, input:not([disabled], .free-only *), select, textarea, [role=combobox]');
      expect(await controls.filter({ visible: true }).count()).toBe(0);
      // What a reader knows is shown by scripts only, and so is a plan.
      const ofScripts = page.locator('.progress, .own, .knowing, .start-plan, .plan');
      expect(await ofScripts.filter({ visible: true }).count()).toBe(0);
    },
  );

  test('the library lists everything, by type and by topic', async () => {
    const page = await visit('example', 'resources/', { javaScriptEnabled: false });
    const rows = await page.locator('.row').count();
    expect(rows).toBeGreaterThan(50);
    const lists = page.getByRole('navigation', { name: 'Lists' });
    expect(await lists.getByRole('link').filter({ visible: true }).count()).toBeGreaterThan(15);
    await lists.getByRole('link', { name: 'Paper' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Papers');
  });

  test('the library links to its table and to every facet, and facets to each other', async () => {
    const page = await visit('example', 'resources/', { javaScriptEnabled: false });
    const main = page.getByRole('main');
    const rows = await page.locator('.row').count();
    await main.getByRole('link', { name: 'Table' }).click();
    await page.waitForLoadState();
    expect(await page.locator('tbody tr').count()).toBe(rows);
    await main.getByRole('link', { name: 'List' }).click();
    for (const [name, address] of [
      ['Advanced', 'levels/advanced/'],
      ['Abandoned', 'statuses/abandoned/'],
      ['2017', 'years/2017/'],
      ['Foundations', 'topics/foundations/'],
      ['Paper', 'types/paper/'],
    ] as const) {
      const item = page.getByRole('navigation', { name: 'Lists' }).getByRole('listitem').filter({ hasText: name });
      const count = Number(await item.locator('.count').textContent());
      await item.getByRole('link', { name, exact: true }).click();
      await page.waitForLoadState();
      expect(page.url()).toBe(addressOf('example', address));
      expect(await page.locator('.row').count()).toBe(count);
      expect(count).toBeGreaterThan(0);
    }
  });

  test('a resource can be cited', async () => {
    const page = await visit('example', 'resources/ppo/', { javaScriptEnabled: false });
    await page.getByText('Cite', { exact: true }).click();
    await page.getByText('@misc{ppo,').waitFor();
  });

  test('the search page links to other places to look', async () => {
    const page = await visit('everything', 'search/', { javaScriptEnabled: false });
    await page.getByRole('main').getByRole('link', { name: 'library' }).click();
    expect(page.url()).toBe(addressOf('everything', 'resources/'));
  });
});
