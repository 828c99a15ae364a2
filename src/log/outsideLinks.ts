import type { Entry } from './entry.ts';
import type { SourceRange } from './problem.ts';
import type { ResourceFields } from './schema.ts';

/** A link of an entry to an address outside of the log. */
export interface OutsideLink {
  readonly url: string;
  /** Where it stands: the path of a value of the frontmatter, or a place of the body. */
  readonly at: string | SourceRange;
}

/** Every link of an entry to the web: those of its frontmatter, then those of its body. */
export function outsideLinks(entry: Entry): readonly OutsideLink[] {
  return [...fromFields(entry), ...entry.body.webLinks.map(({ url, range }) => ({ url, at: range }))];
}

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
  if (entry.kind !== 'resource') return [];
  const { at, url } = mainAddress(entry.fields);
  return [...linkAt(at, url), ...linkAt('archived', entry.fields.archived)];
}

/** Where a resource is found: its `url`, else the address of its DOI or arXiv page; and the field that tells. */
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
