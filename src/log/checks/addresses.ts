import { folderOf, formerKeys, idOf, type Entry, type EntryKey, type EntryOfKind } from '../entry.ts';
import type { Check } from './check.ts';

/** Reports entries, aliases and topics with the same address, and weeks with the same id, ignoring case. */
export function checkAddresses({ entries, report }: Check): void {
  const owners = new Map<string, { entry: Entry; path: string }>();
  const claim = (entry: Entry, key: EntryKey, path: string) => {
    const what = path === '' ? `The address of this file, "${key}/",` : `The alias "${idOf(key)}"`;
    if (listPageForm.test(key)) report(entry, path, 'address-taken', `${what} belongs to a page of the list of notes.`);
    const owner = owners.get(key.toLowerCase());
    if (!owner) {
      owners.set(key.toLowerCase(), { entry, path });
      return;
    }
    const how = owner.path === '' ? '' : ', as an alias';
    report(entry, path, 'address-taken', `${what} is already taken by ${owner.entry.file}${how}.`);
  };
  const weeks = new Map<string, Entry>();
  // The library and its filters tell weeks apart by id, whatever their folder.
  const claimId = (entry: Entry) => {
    const id = idOf(entry.key);
    const owner = weeks.get(id.toLowerCase()) ?? entry;
    weeks.set(id.toLowerCase(), owner);
    if (folderOf(owner.key) === folderOf(entry.key)) return;
    report(entry, '', 'address-taken', `The name "${id}" is already taken by ${owner.file}.`);
  };
  for (const entry of entries) {
    claim(entry, entry.key, '');
    if (entry.kind === 'week') claimId(entry);
    if (entry.kind === 'log') checkTopics(entry, report);
  }
  for (const entry of entries) {
    formerKeys(entry).forEach((key, index) => {
      claim(entry, key, `aliases.${index}`);
    });
  }
}

/** The list of notes continues at `notes/page/2/`. */
const listPageForm = /^notes\/page\/\d+$/i;

/** Topics that differ only in case have the same address on some systems. */
function checkTopics(entry: EntryOfKind<'log'>, report: Check['report']): void {
  const owners = new Map<string, string>();
  for (const topic of Object.keys(entry.fields.topics)) {
    const owner = owners.get(topic.toLowerCase());
    if (owner === undefined) owners.set(topic.toLowerCase(), topic);
    else report(entry, `topics.${topic}`, 'address-taken', `The topics "${owner}" and "${topic}" differ only in case.`);
  }
}
