import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { kinds, narrow, visit, wide } from './open.ts';

describe.each(kinds)('a page of the kind "$kind"', ({ log, path }) => {
  test('has nothing that axe finds, light or dark, wide or narrow', async () => {
    const page = await visit(log, path, { bypassCSP: true });
    if (path.includes('?q=')) await page.getByRole('option').first().waitFor();
    const violations: string[] = [];
    for (const viewport of [wide, narrow]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const axe = new AxeBuilder({ page });
        // The dark theme differs in colours alone.
        if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
        const { violations: found } = await axe.analyze();
        violations.push(
          ...found.map(({ id, help, nodes }) => {
            const where = nodes.map(({ target }) => target.join(' ')).slice(0, 4);
            return `${viewport.width} ${colorScheme} ${id}: ${help} (${nodes.length}): ${where.join(' | ')}`;
          }),
        );
      }
    }
    expect(violations).toEqual([]);
  });
});
