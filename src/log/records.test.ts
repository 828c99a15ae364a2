import { describe, expect, test } from 'vitest';
import { logEntry, resource, week } from './fixtures/entries.ts';
import { entryKey } from './entry.ts';
import { buildLog } from './buildLog.ts';
import type { Resource } from './log.ts';
import type { Records } from './records.ts';

const address = 'https://example.org/ppo';
const dead = { checked: '2026-11-12', status: 404, archived: 'https://web.archive.org/web/2020/x' };

function ppo(fields: Record<string, unknown>, { links = {}, changes = {}, moves = new Map() }: Partial<Records> = {}) {
  const entries = [logEntry(), week('01'), resource('ppo', { status: 'queued', ...fields })];
  const { log, problems } = buildLog(entries, { drafts: false, records: { links, changes, moves } });
  return { ppo: log.find(entryKey('resources', 'ppo')) as Resource, problems, log };
}

describe('the address of a resource', () => {
  test('has a check date only if the lock file has one', () => {
    const links = { [address]: { checked: '2026-11-12', status: 200 } };
    expect(ppo({}, { links }).ppo.link).toEqual({ checked: { iso: '2026-11-12', about: false }, isDead: false });
    expect(ppo({}).ppo).not.toHaveProperty('link');
  });

  test('that is dead uses the archived copy from the lock file, unless frontmatter has one', () => {
    const links = { [address]: dead };
    expect(ppo({}, { links }).ppo).toMatchObject({ archived: dead.archived, link: { isDead: true } });
    const own = ppo({ archived: 'https://example.org/copy' }, { links });
    expect(own.ppo).toMatchObject({ archived: 'https://example.org/copy', link: { isDead: true } });
    expect(own.problems).toEqual([]);
  });

  test('follows the author’s check if it is from the same day or later', () => {
    const links = { [address]: dead };
    const at = (checked: string) => ppo({ access: 'free', checked }, { links });
    for (const later of ['2026-11-12', '2026-11-13', '2026-12', '2027']) {
      expect([later, at(later).ppo.link, at(later).ppo.archived, at(later).problems]).toEqual([
        later,
        undefined,
        undefined,
        [],
      ]);
    }
    for (const earlier of ['2026-11-11', '2026-11', '2026']) {
      expect([earlier, at(earlier).ppo.link?.isDead, at(earlier).problems.length]).toEqual([earlier, true, 1]);
    }
  });

  test('can come from its DOI', () => {
    const links = { 'https://doi.org/10.1000/182': dead };
    const { ppo: found, problems } = ppo({ url: undefined, doi: '10.1000/182' }, { links });
    expect(found.link?.isDead).toBe(true);
    expect(problems.map(({ rule }) => rule)).toEqual(['dead-link']);
  });
});

describe('a permanent redirect', () => {
  const fixOf = (moved: string, url = address) => {
    const links = { [url]: { checked: '2026-11-12', status: 200, moved } };
    const entry = resource('ppo', { status: 'queued', url });
    const ranges = { ...entry.ranges, url: { line: 4, column: 6, endLine: 4, endColumn: 6 + url.length } };
    const other = resource('other', { status: 'queued' });
    const { problems } = buildLog([logEntry(), { ...entry, ranges }, other], {
      drafts: false,
      records: { links, changes: {}, moves: new Map() },
    });
    return problems.map(({ rule, fix }) => [rule, fix?.text]);
  };

  test('on the same host is fixed', () => {
    expect(fixOf('https://www.example.org/new')).toEqual([['moved-link', 'https://www.example.org/new']]);
  });

  test('to another host, possibly with a new owner, or to another resource is not fixed', () => {
    expect(fixOf('https://example.com/ppo')).toEqual([['moved-link', undefined]]);
    expect(fixOf('https://example.org/other')).toEqual([['moved-link', undefined]]);
  });
});

describe('the dates of an entry', () => {
  const changes = { 'content/resources/ppo.md': { first: '2026-11-03', last: '2026-11-09' } };
  const datesOf = (fields: Record<string, unknown>, of: Records['changes'] = changes) => {
    const { added, updated } = ppo(fields, { changes: of }).ppo;
    return [added?.iso, updated?.iso];
  };

  test('come from its history', () => expect(datesOf({})).toEqual(['2026-11-03', '2026-11-09']));
  test('come from frontmatter first', () => {
    expect(datesOf({ added: '2019-05', updated: '2020-01-02' })).toEqual(['2019-05', '2020-01-02']);
    expect(datesOf({ added: '2019-05' }, {})).toEqual(['2019-05', undefined]);
  });
  test('are missing if unknown', () => expect(datesOf({}, {})).toEqual([undefined, undefined]));
  test('have no last change on or before the day it was added', () => {
    expect(datesOf({ added: '2026-11-09' })).toEqual(['2026-11-09', undefined]);
    expect(datesOf({ added: '2026-11-10' })).toEqual(['2026-11-10', undefined]);
  });
  test('are never in the wrong order', () => {
    const rules = ppo({ added: '2026-11-09', updated: '2026-11-08' }).problems.map(({ rule }) => rule);
    expect(rules).toEqual(['conflicting-fields']);
  });
});
