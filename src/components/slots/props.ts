import type { Page, Resource, Week } from '../../log/log.ts';
import type { Site } from '../../site.ts';

/** What `slots/Head.astro` is given; what it writes stands last in the head of every page. */
export interface HeadProps {
  readonly site: Site;
  /** What the page is about, where it is an entry. */
  readonly entry?: Week | Page | Resource | undefined;
}

/** What `slots/Footer.astro` is given; it replaces the foot of every page, and `<slot />` in it stands for that. */
export interface FooterProps {
  readonly site: Site;
  /** What the page is about, where it is an entry. */
  readonly entry?: Week | Page | Resource | undefined;
}

/** What `slots/ResourceFacts.astro` is given; it replaces the facts beside a resource, and `<slot />` in it stands for them. */
export interface ResourceFactsProps {
  readonly site: Site;
  readonly resource: Resource;
}
