import type { Entry } from './entry.ts';
import type { SourceRange } from './problem.ts';
import type { ResourceFields } from './schema.ts';

/** A link from an entry to the web. */
export interface OutsideLink {
  readonly url: string;
  /** The path of a frontmatter value, or a range in the body. */
  readonly at: string | SourceRange;
}

/** Every link of an entry to the web, from its frontmatter and then its body. */
export function outsideLinks(entry: Entry): readonly OutsideLink[] {
  return [...fromFields(entry), ...entry.body.webLinks.map(({ url, range }) => ({ url, at: range }))];
}

/** The fields with further addresses of a resource. */
const otherAddresses = ['archived', 'code', 'slides', 'video'] as const;

function fromFields(entry: Entry): OutsideLink[] {
  if (entry.kind === 'log') {
    const { author, repository, credits, discussions } = entry.fields;
    return [
      ...linkAt('author.url', author && 'url' in author ? author.url : undefined),
      ...linkAt('repository', repository),
      ...credits.flatMap(({ url }, index) => linkAt(`credits.${index}.url`, url)),
      ...discussions.flatMap(({ url }, index) => linkAt(`discussions.${index}.url`, url)),
    ];
  }
  const discussed = entry.fields.discussions.flatMap((url, index) => linkAt(`discussions.${index}`, url));
  if (entry.kind !== 'resource') return discussed;
  const { at, url } = mainAddress(entry.fields);
  const others = otherAddresses.flatMap((field) => linkAt(field, entry.fields[field]));
  return [...linkAt(at, url), ...others, ...discussed];
}

/** The address of a resource (its `url`, or else its DOI or arXiv page) and the field that it comes from. */
export function mainAddress({ url, doi, arxiv }: Pick<ResourceFields, 'url' | 'doi' | 'arxiv'>): {
  readonly at: string;
  readonly url: string | undefined;
} {
  if (url !== undefined) return { at: 'url', url };
  if (doi !== undefined) return { at: 'doi', url: `https://doi.org/${doi}` };
  return { at: 'arxiv', url: arxiv && `https://arxiv.org/abs/${arxiv}` };
}

function linkAt(at: string, url: string | undefined): OutsideLink[] {
  return url === undefined ? [] : [{ url, at }];
}
