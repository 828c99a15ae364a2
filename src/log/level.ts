/** Difficulty levels, from easy to hard. Separate from the schema, which a browser should not have to load. */
export const levels = ['introductory', 'intermediate', 'advanced'] as const;
export type Level = (typeof levels)[number];
