/** The file names of the slots that an owner can fill in `slots/`. They are stable across versions. */
export const slotNames = ['Head.astro', 'Footer.astro', 'ResourceFacts.astro'] as const;
