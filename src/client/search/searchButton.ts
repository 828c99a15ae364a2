import { openOnClick, shortcutTarget } from '../shortcuts.ts';

openOnClick('search', async () => (await import('./dialog.ts')).openSearch());

// The search is loaded only when the pointer or the focus reaches its button.
for (const event of ['pointerenter', 'focus'] as const) {
  const prepare = async () => (await import('./dialog.ts')).prepareSearch();
  shortcutTarget('search')?.addEventListener(event, () => void prepare(), { once: true });
}
