/** The names of the globals that the bundle and this engine share. */

/** The entries, which the bundle reads: its own content store has those of another log. */
export const storeName = 'learnlog.contentStore';

/** The class that lists the pages. Loaded beside the bundle, it would load most of Astro a second time. */
export const staticPathsName = 'learnlog.staticPaths';
