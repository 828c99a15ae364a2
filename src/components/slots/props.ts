import type { Node, Resource } from '../../log/log.ts';
import type { Site } from '../../site.ts';

/** Props of `slots/Head.astro`, which adds to the end of the head of every page. */
export interface HeadProps {
  readonly site: Site;
  /** The entry that the page shows, if any. */
  readonly entry?: Node | undefined;
}

/** Props of `slots/Footer.astro`, which replaces the footer of every page; its `<slot />` holds the original. */
export interface FooterProps {
  readonly site: Site;
  /** The entry that the page shows, if any. */
  readonly entry?: Node | undefined;
}

/** Props of `slots/ResourceFacts.astro`, which replaces the facts beside a resource; its `<slot />` holds the original. */
export interface ResourceFactsProps {
  readonly site: Site;
  readonly resource: Resource;
}
