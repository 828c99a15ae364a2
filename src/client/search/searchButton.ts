import { openOnClick, shortcutTarget } from '../shortcuts.ts';

openOnClick('search', async () => (await import('./dialog.ts')).openSearch());

// Who comes near the search will open it: until then, nothing of it is loaded.
for (const sign of ['pointerenter', 'focus'] as const) {
  const prepare = async () => (await import('./dialog.ts')).prepareSearch();
  shortcutTarget('search')?.addEventListener(sign, () => void prepare(), { once: true });
}
