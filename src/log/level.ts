/** How hard a resource is, from easy to hard. Apart from the schema, so that a browser need not load that. */
export const levels = ['introductory', 'intermediate', 'advanced'] as const;
export type Level = (typeof levels)[number];
