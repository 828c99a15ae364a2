/** The slots that an owner may fill, by the names of their files in `slots/`: stable from version to version. */
export const slotNames = ['Head.astro', 'Footer.astro', 'ResourceFacts.astro'] as const;
