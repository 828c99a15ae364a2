import { expect, test } from 'vitest';
import { makeWording } from '../../i18n/wording.ts';
import { logEntry, resource, week } from '../../log/fixtures/entries.ts';
import { buildLog } from '../../log/buildLog.ts';
import { makeUrls } from '../../urls/urls.ts';
import { coverCard } from './coverCard.ts';

const { log } = buildLog(
  [
    logEntry({ topics: { rl: 'RL' }, author: 'Ada' }),
    resource('ppo', { topics: 'rl' }),
    week('01', { start: '2025-02-03' }),
  ],
  { drafts: false },
);
const site = { log, urls: makeUrls(undefined), wording: makeWording('en'), hasCharts: false };
const text = { title: 'A title', authors: ['Ada', 'Grace'] };

test('the cover of a log names the authors once, and has what its share picture has', () => {
  const card = coverCard(site, [], { ...text, description: 'A line' });
  expect(card).toMatchObject({
    title: 'A title',
    byline: 'Ada, Grace',
    lede: 'A line',
    facts: ['1 week', '1 resource'],
  });
  expect(card.kicker[0]).toBe('A learning log');
});

test('the cover of a part has the mark of its page, and names the log', () => {
  const [topic] = log.topics;
  const card = coverCard(site, topic ? [makeUrls(undefined).topic(topic)] : [], text);
  expect(card).toMatchObject({ title: 'A title', log: 'A log', mark: { kind: 'topics' } });
  expect(card).not.toHaveProperty('lede');
});

test('a page without a share picture does not matter if the next one has one', () => {
  const pages = ['/path/to/ppo/', '/resources/ppo/'] as never;
  expect(coverCard(site, pages, text).kicker[0]).toBe('Paper');
});
