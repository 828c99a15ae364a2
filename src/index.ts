/** The public interface of the package: types for the props of slots. */
export type { Log, Note, Page, Resource, Topic, Week } from './log/log.ts';
export type { FooterProps, HeadProps, ResourceFactsProps } from './components/slots/props.ts';
export type { Site } from './site.ts';
export type { Urls } from './urls/urls.ts';
export type { Wording } from './i18n/wording.ts';
