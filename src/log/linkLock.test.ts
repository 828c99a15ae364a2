import { describe, expect, test } from 'vitest';
import { formatLock, parseLock } from './linkLock.ts';
import type { LinkRecords } from './linkRecord.ts';

const checked = '2026-11-12';

describe('a lock file', () => {
  /** Records of every shape, in an order that depends on the seed. */
  const records = (seed: number): LinkRecords => {
    const shapes = Array.from({ length: 24 }, (_, index) => {
      const record = {
        checked,
        status: index % 3 === 0 ? 200 : index % 3 === 1 ? 404 : ('timeout' as const),
        ...(index % 2 === 0 && { seen: '2026-10-01' }),
        ...(index % 5 === 0 && { moved: `https://example.org/new/${index}#it` }),
        ...(index % 4 === 0 && { failing: { since: '2026-11-01', times: index + 1 } }),
        ...(index % 7 === 0 && { archived: `https://web.archive.org/web/2026/${index}` }),
      };
      return [`https://example.org/${(index * seed) % 29}/“é”?a="${index}"`, record] as const;
    });
    return Object.fromEntries(shapes);
  };

  test('round-trips with any content', () => {
    for (let seed = 1; seed < 29; seed += 1) {
      const links = records(seed);
      const text = formatLock(links);
      expect(parseLock(text)).toEqual({ links });
      expect(formatLock((parseLock(text) as { links: LinkRecords }).links)).toBe(text);
    }
    expect(parseLock(formatLock({}))).toEqual({ links: {} });
  });

  test('has one line per address, sorted, so a change affects one line', () => {
    const of = (day: string) =>
      formatLock({ 'https://b.org/': { checked: day, status: 200 }, 'https://a.org/': { status: 404, checked } });
    expect(of(checked)).toBe(
      '{\n  "version": 1,\n  "links": {\n    "https://a.org/": {"checked":"2026-11-12","status":404},\n    "https://b.org/": {"checked":"2026-11-12","status":200}\n  }\n}\n',
    );
    const [before, after] = [of(checked).split('\n'), of('2026-11-19').split('\n')];
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });

  test.each([
    ['<<<<<<< ours', 'not JSON'],
    ['{ "version": 2, "links": {} }', 'version 2'],
    ['{ "version": 1 }', '"links"'],
    [
      '{ "version": 1, "links": { "javascript:alert(1)": { "checked": "2026-11-12", "status": 200 } } }',
      'links.javascript:',
    ],
    ['{ "version": 1, "links": { "https://a.org/": { "checked": "2026-02-30", "status": 200 } } }', 'checked'],
    [
      '{ "version": 1, "links": { "https://a.org/": { "checked": "2026-11-12", "status": 200, "archived": "javascript:1" } } }',
      'archived',
    ],
    ['[]', 'has an unexpected value'],
  ])('that is %s is rejected with a reason', (text, reason) => {
    expect(parseLock(text)).toEqual({ message: expect.stringContaining(reason) });
  });
});
