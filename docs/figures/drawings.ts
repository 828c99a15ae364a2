import type { Log } from '../../src/log/log.ts';
import { attentionLookup } from './attentionLookup.ts';
import { attentionMask } from './attentionMask.ts';
import { kvCache } from './kvCache.ts';
import { papersByYear, papersOf } from './papersByYear.ts';
import { ppoClip } from './ppoClip.ts';
import { rlhfPipeline } from './rlhfPipeline.ts';
import { ropeRotation } from './ropeRotation.ts';
import { sharedHeads } from './sharedHeads.ts';
import { trainingSplit } from './trainingSplit.ts';

/** Every drawing of the example log, by its file name in `content/images/`. */
export function drawingsOf(log: Log): ReadonlyMap<string, string> {
  return new Map([
    ['attention-lookup.svg', attentionLookup()],
    ['attention-mask.svg', attentionMask()],
    ['kv-cache.svg', kvCache()],
    ['papers-by-year.svg', papersByYear(papersOf(log))],
    ['ppo-clip.svg', ppoClip()],
    ['rlhf-pipeline.svg', rlhfPipeline()],
    ['rope-rotation.svg', ropeRotation()],
    ['shared-heads.svg', sharedHeads()],
    ['training-split.svg', trainingSplit()],
  ]);
}
