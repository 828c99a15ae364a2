/** What an owner's code may name: the types of what slots are given. Nothing else of the package is meant for use. */
export type { Log, Page, Resource, Topic, Week } from './core/log.ts';
export type { FooterProps, HeadProps, ResourceFactsProps } from './slots/props.ts';
export type { Site } from './site.ts';
export type { Urls } from './urls.ts';
export type { Wording } from './wording.ts';
