import { describe, expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { preview } from './linkPreview.ts';
import { loadTestLog } from './testLog.ts';

const long = Array.from({ length: 90 }, (_, index) => `word${index}`).join(' ');
const { log } = await loadTestLog({
  'log.md': '---\ntitle: A log\n---\n',
  'weeks/01.md': `---\ntitle: One\nstart: 2025-02-03\nend: 2025-02-09\n---\n\nIt *began*.\n\n## The loss\n\n${long}\n\n## Bare\n\n## constructor\n\nNothing to see, [see](../resources/ppo.md).\n`,
  'resources/ppo.md':
    '---\ntitle: PPO\ntype: paper\nurl: https://example.org\nauthors: [Ada Lovelace, Charles Babbage]\npublished: 2017\nverdict: Short.\nbest: [clipping]\nlength: 3 pages\n---\n\nOn $x$ and <sub>y</sub>.\n',
  'resources/dpo.md':
    '---\ntitle: DPO\ntype: paper\nurl: https://example.org/dpo\nsummary: A *loss* without rewards.\n---\n\nOn y.\n',
  'notes/git/rebase.md': '---\ntitle: Rebase\ndate: 2025-02-03\n---\n\nOnto.\n',
  'pages/about.md': '---\ntitle: About\nsummary: In short.\n---\n\nAt length.\n',
});
const wording = makeWording('en');
const of = (key: string) => preview(log.find(key as never) ?? expect.fail(`there is no ${key}`), wording);

describe('the preview of an entry', () => {
  test('of a resource has type, who, when, how long, what it is best on, and the verdict', () => {
    expect(of('resources/ppo')).toEqual({
      kicker: 'Paper',
      title: 'PPO',
      facts: ['Lovelace & Babbage', '2017', '3 pages', '★ best on clipping'],
      verdict: 'Short.',
      text: 'On x and y.',
      sections: {},
    });
  });

  test('of a resource without a verdict has its summary', () => {
    expect(of('resources/dpo')).toMatchObject({ text: 'A loss without rewards.' });
  });

  test('of a week has its dates, and its sections by the ids of their headings', () => {
    const { kicker, facts, text, sections } = of('weeks/01');
    expect({ kicker, facts, text }).toEqual({
      kicker: 'Week 1',
      facts: [wording.shortStretch(log.weeks[0] ?? expect.fail()), '7 days'],
      text: 'It began.',
    });
    expect(Object.keys(sections)).toEqual(['the-loss', 'bare', 'constructor']);
    expect(sections.bare).toEqual({ title: 'Bare', text: '' });
  });

  test('of a note has its date and topics', () => {
    expect(of('notes/git/rebase')).toMatchObject({ kicker: 'Note', facts: ['3 February 2025', 'Git'], text: 'Onto.' });
  });

  test('has the summary if there is one', () => {
    expect(of('pages/about')).toMatchObject({ kicker: 'Page', facts: [], text: 'In short.' });
  });

  test('is truncated between words', () => {
    const { text = '' } = of('weeks/01').sections['the-loss'] ?? {};
    expect(text.length).toBeLessThan(282);
    expect(text.length).toBeGreaterThan(250);
    expect(long.startsWith(text.slice(0, -1))).toBe(true);
    expect(long[text.length - 1]).toBe(' ');
    expect(text.endsWith('…')).toBe(true);
  });
});
