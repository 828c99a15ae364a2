import { idOf, type Entry } from '../entry.ts';
import { identifiersFromUrl, isbn13 } from '../identifiers.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { normalUrl } from './normalUrl.ts';

/** Reports resources with the same address, identifier or citation key, and parts with the same number. */
export function checkDuplicates({ entries, report }: Check): void {
  const owners = new Map<string, ResourceEntry>();
  checkKeys(resourcesOf(entries), report);
  for (const entry of resourcesOf(entries)) {
    const seen = new Set<ResourceEntry>();
    for (const [field, value] of identitiesOf(entry)) {
      const name = `${field}:${value}`;
      const owner = owners.get(name) ?? entry;
      owners.set(name, owner);
      if (owner === entry || seen.has(owner)) continue;
      seen.add(owner);
      report(entry, field, 'duplicate-resource', `This has the same ${field} as ${owner.file}: "${value}".`);
    }
    const { series, part } = entry.fields;
    if (series === undefined || part === undefined) continue;
    const owner = owners.get(`part:${series}:${part}`);
    if (owner)
      report(entry, 'part', 'duplicate-part', `"${idOf(owner.key)}" is already part "${part}" of "${series}".`);
    else owners.set(`part:${series}:${part}`, entry);
  }
}

/** Reports resources with the same citation key. The id of a resource without one is its key. */
function checkKeys(resources: readonly ResourceEntry[], report: Check['report']): void {
  const keyOf = ({ key, fields }: ResourceEntry) => fields.key ?? idOf(key);
  const owners = new Map<string, ResourceEntry>();
  // Ids first, so that the problem is reported at a citation key.
  for (const entry of [...resources].sort((a, b) => Number(!!a.fields.key) - Number(!!b.fields.key))) {
    const owner = owners.get(keyOf(entry).toLowerCase()) ?? entry;
    owners.set(keyOf(entry).toLowerCase(), owner);
    if (owner === entry || entry.fields.key === undefined) continue;
    const how = owner.fields.key === undefined ? 'the id' : 'the citation key';
    report(entry, 'key', 'duplicate-citation-key', `"${entry.fields.key}" is ${how} of ${owner.file} already.`);
  }
}

/** The fields that identify a resource. */
export type Identity = Partial<Record<'url' | 'arxiv' | 'doi' | 'isbn' | 'youtube', string | undefined>>;

/** The resource of a log with the same address or identifier, if it has one. */
export function sameResource(entries: readonly Entry[], identity: Identity): ResourceEntry | undefined {
  const wanted = new Set(identityNames(identity));
  return resourcesOf(entries).find(({ fields }) => identityNames(fields).some((name) => wanted.has(name)));
}

/** The identity of a resource as names to look it up by. Two resources that share one are the same. */
export function identityNames(identity: Identity): readonly string[] {
  return identitiesOf({ fields: identity }).map(([field, value]) => `${field}:${value}`);
}

function identitiesOf({ fields }: { readonly fields: Identity }): [field: string, value: string][] {
  const fromUrl = fields.url === undefined ? {} : identifiersFromUrl(fields.url);
  const arxiv = (fields.arxiv ?? fromUrl.arxiv)?.replace(/v\d+$/, '');
  const identities: [string, string | undefined][] = [
    ['url', fields.url && normalUrl(fields.url)],
    ['arxiv', arxiv],
    ['doi', (fields.doi ?? fromUrl.doi)?.toLowerCase()],
    ['isbn', fields.isbn && isbn13(fields.isbn)],
    ['youtube', fields.youtube ?? fromUrl.youtube],
  ];
  return identities.filter((identity): identity is [string, string] => identity[1] !== undefined);
}
