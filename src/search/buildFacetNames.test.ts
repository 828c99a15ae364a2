import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { buildLog } from '../log/buildLog.ts';
import { logEntry, note, page, resource, week } from '../log/fixtures/entries.ts';
import { buildFacetNames } from './buildFacetNames.ts';

const namesOf = (...entries: Parameters<typeof buildLog>[0]) =>
  buildFacetNames(buildLog(entries, { drafts: false }).log, makeWording('en'));

test('a search knows the topics of resources and of notes, and the kinds that the log has', () => {
  const topics = { rl: 'RL', git: 'Git itself', unused: 'Unused' };
  const names = namesOf(logEntry({ topics }), note('git/a'), note('vim/b'), resource('ppo', { topics: 'rl' }));
  const ofWeek = namesOf(logEntry({ topics }), week('01', { topics: 'rl' }), page('about', { topics: 'git' }));
  expect(ofWeek.topic).toEqual({ rl: ['RL'], git: ['Git itself'] });
  expect(names.topic).toEqual({ rl: ['RL'], git: ['Git itself'], vim: ['Vim'] });
  expect(names.type).toEqual({ paper: ['Paper', 'Papers'], note: ['Note', 'Notes'] });
  expect(namesOf(week('01'))).toEqual({ type: { week: ['Week', 'Weeks'] } });
});
