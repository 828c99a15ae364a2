/** What an owner's code may name: the types of what slots are given. Nothing else of the package is meant for use. */
export type { Log, Page, Resource, Topic, Week } from './log/log.ts';
export type { FooterProps, HeadProps, ResourceFactsProps } from './components/slots/props.ts';
export type { Site } from './site.ts';
export type { Urls } from './urls/urls.ts';
export type { Wording } from './i18n/wording.ts';
