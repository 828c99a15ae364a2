import { entryKey, folders, idOf, type Entry, type EntryKey } from '../entry.ts';
import { resourcesOf, type Check } from './check.ts';

/** Reports entries and aliases with the same address, ignoring case. */
export function checkAddresses({ entries, report }: Check): void {
  const owners = new Map<string, { entry: Entry; path: string }>();
  const claim = (entry: Entry, key: EntryKey, path: string) => {
    const owner = owners.get(key.toLowerCase());
    if (!owner) {
      owners.set(key.toLowerCase(), { entry, path });
      return;
    }
    const what = path === '' ? `The address of this file, "${key}/",` : `The alias "${idOf(key)}"`;
    const how = owner.path === '' ? '' : ', as an alias';
    report(entry, path, 'address-taken', `${what} is already taken by ${owner.entry.file}${how}.`);
  };
  for (const entry of entries) claim(entry, entry.key, '');
  for (const entry of resourcesOf(entries)) {
    entry.fields.aliases.forEach((alias, index) => {
      claim(entry, entryKey(folders.resource, alias), `aliases.${index}`);
    });
  }
}
