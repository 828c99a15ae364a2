import { arxiv } from './arxiv.ts';
import { doi } from './doi.ts';
import { github } from './github.ts';
import { huggingFace } from './huggingFace.ts';
import { openLibrary } from './openLibrary.ts';
import { openReview } from './openReview.ts';
import { page } from './page.ts';
import { playlist } from './playlist.ts';
import type { Source } from './source.ts';
import { wikipedia } from './wikipedia.ts';
import { youtube } from './youtube.ts';

/** All sources. The first that has an address for a target is asked; the page itself is the last. */
export const sources: readonly Source[] = [
  ...[huggingFace(), arxiv(), doi(), openLibrary(), playlist(), youtube(), github(), openReview(), wikipedia()],
  page(),
];
