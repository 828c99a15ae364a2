import { idOf } from '../entry.ts';
import { identifiersFromUrl } from '../identifiers.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { normalUrl } from './normalUrl.ts';

/** Reports resources with the same address or identifier, and parts with the same number. */
export function checkDuplicates({ entries, report }: Check): void {
  const owners = new Map<string, ResourceEntry>();
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

function identitiesOf({ fields }: ResourceEntry): [field: string, value: string][] {
  const fromUrl = fields.url === undefined ? {} : identifiersFromUrl(fields.url);
  const arxiv = (fields.arxiv ?? fromUrl.arxiv)?.replace(/v\d+$/, '');
  const identities: [string, string | undefined][] = [
    ['url', fields.url && normalUrl(fields.url)],
    ['arxiv', arxiv],
    ['doi', (fields.doi ?? fromUrl.doi)?.toLowerCase()],
    ['isbn', fields.isbn],
    ['youtube', fields.youtube ?? fromUrl.youtube],
  ];
  return identities.filter((identity): identity is [string, string] => identity[1] !== undefined);
}
