import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { isCampaign } from '../campaign.ts';

export type Theme = 'light' | 'dark';

/** The themes in which a part of a page is tested. `everyKind.test.ts` tests every colour in both. */
export const themes: readonly Theme[] = isCampaign ? ['light', 'dark'] : ['light'];

/** The rules that axe finds broken on a page, or within its elements that match a selector, one per line. */
export async function violationsOf(page: Page, colorScheme: Theme, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  // There are no frames here, and only violations matter: skipping the rest halves the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (within !== undefined) axe.include(within);
  // The dark theme differs only in colours.
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ target }) => target.join(' ')).slice(0, 4);
    const width = page.viewportSize()?.width;
    return `${page.url()} ${width} ${colorScheme} ${id}: ${help} (${nodes.length}): ${where.join(' | ')}`;
  });
}
