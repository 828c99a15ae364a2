import { openCache } from '../loader/cache.ts';
import { parseJson } from '../log/json.ts';
import type { LookedUp } from './sources/lookUp.ts';
import type { Source } from './sources/source.ts';
import type { Target } from './sources/target.ts';

/** Asks about a resource. */
export type Ask = (target: Target) => Promise<LookedUp>;

/** How long an answer is valid, and how many are kept. */
const usualHours = 7 * 24;
const mostAnswers = 2_000;
/** In characters. */
const largestAnswer = 512 * 1024;

/**
 * Remembers the answers of sources in the log's `.astro/`, so that a second run need not ask again: after a dry run, or
 * to finish an interrupted run. Only answers with facts are remembered.
 */
export async function rememberAnswers(
  folder: string,
  sources: readonly Source[],
  ask: Ask,
  { hours = usualHours, now = Date.now() }: { readonly hours?: number; readonly now?: number } = {},
): Promise<{ readonly ask: Ask; readonly tidy: () => Promise<void> }> {
  const cache = await openCache(folder, 'answers');
  return {
    ask: async (target) => {
      const address = sources.map((source) => source.addressFor(target)).find((one) => one !== undefined);
      const file = cache.file(address ?? '', JSON.stringify(target));
      const bytes = file.readChecked();
      // Its checksum proves that this program wrote it.
      const kept = bytes && (parseJson(new TextDecoder().decode(bytes)) as { at: number; found: LookedUp });
      if (kept && now - kept.at < hours * 3_600_000) return kept.found;
      const found = await ask(target);
      const text = JSON.stringify({ at: now, found });
      if ('facts' in found && text.length <= largestAnswer) await file.write(text);
      return found;
    },
    tidy: () => cache.keepRecent({ hours: usualHours, files: mostAnswers }),
  };
}
