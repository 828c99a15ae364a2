import type { ResourceType } from '../../log/schema.ts';
import type { Target } from './target.ts';

/** An author or editor, as a source names them. */
export interface Named {
  readonly name: string;
  readonly isInstitution?: boolean;
}

/** A part of a playlist or course. */
export interface Part {
  /** Its number; missing if the source has no order. */
  readonly number?: number | undefined;
  readonly url: string;
  readonly facts: Facts;
}

/** What a source says about a resource, as text. Anything that it does not say is missing. */
export interface Facts {
  readonly title?: string | undefined;
  readonly type?: ResourceType | undefined;
  readonly url?: string | undefined;
  readonly authors?: readonly Named[] | undefined;
  readonly published?: string | undefined;
  readonly venue?: string | undefined;
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly pages?: string | undefined;
  readonly publisher?: string | undefined;
  readonly editors?: readonly Named[] | undefined;
  readonly edition?: string | undefined;
  readonly summary?: string | undefined;
  readonly abstract?: string | undefined;
  readonly length?: string | undefined;
  readonly arxiv?: string | undefined;
  readonly doi?: string | undefined;
  readonly isbn?: string | undefined;
  readonly youtube?: string | undefined;
  /** Words about it, which do not become a field. Topics are offered by them. */
  readonly keywords?: readonly string[] | undefined;
  /** The parts, if it is a series. */
  readonly parts?: readonly Part[] | undefined;
  /** The address of the feed that a page names. */
  readonly feed?: string | undefined;
  /** A sentence about what the source leaves out, such as the last parts of a long playlist. */
  readonly gap?: string | undefined;
}

/** An answer of a source. */
export interface SourceAnswer {
  readonly text: string;
  /** Its address after redirects. */
  readonly address: string;
  /** Its media type. */
  readonly type: string;
}

/**
 * Why an answer has no facts: the source does not know the resource, wants a person to log in, or cannot be understood.
 */
export type NoFacts = 'not-found' | 'wants-person' | 'unreadable';

/** Where facts about some resources come from. */
export interface Source {
  /** Its name in messages. */
  readonly name: string;
  /** The pause between requests that the source asks for, in milliseconds. */
  readonly pause?: number;
  /** Whether it asks for an email address, by which its operators can reach who asks too much. */
  readonly asksForMail?: true;
  /** The media type to ask for. */
  readonly accept: string;
  /** The address of the facts about a resource; undefined if this source does not cover it. */
  readonly addressFor: (target: Target) => string | undefined;
  readonly read: (answer: SourceAnswer, target: Target) => Facts | NoFacts;
  /** A source that may have facts that are missing here. */
  readonly more?: (facts: Facts, target: Target) => Source | undefined;
  /** A source with fewer facts, which is asked if this one has none. */
  readonly orElse?: Source;
  /** Whether dollars in its texts belong to TeX. */
  readonly hasTex?: boolean;
}
