import { expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import { logEntry, resource } from './fixtures/entries.ts';
import { entryKey, folders } from './entry.ts';

const entries = [
  logEntry({ topics: { rl: 'Reinforcement learning', nets: 'Networks' } }),
  resource('spinning-up', { title: 'Spinning Up', best: ['PPO', 'Value functions'] }),
  resource('video', { title: 'A video on PPO', best: 'ppo' }),
  resource('book', { title: 'A book', topics: 'rl', best: 'reinforcement learning' }),
  resource('ppo', { title: 'Proximal Policy Optimization', short: 'PPO', topics: 'rl' }),
  resource('details', { title: 'Details of PPO-clip' }),
  resource('values', { title: 'The value of functions of value' }),
  resource('other', { title: 'PPOTrainer', topics: 'nets' }),
  resource('all', { title: 'Everything', best: ['ppo in practice', 'nets'] }),
  resource('small', { title: 'Small nets' }),
];
const { log } = buildLog(entries, { drafts: false });

test.each([
  ['ppo', ['reinforcement learning: book', 'ppo: video', 'PPO: spinning-up']],
  ['details', ['ppo: video', 'PPO: spinning-up']],
  ['values', []],
  ['other', ['Networks: all']],
  ['small', ['Networks: all']],
  ['spinning-up', []],
  ['video', []],
  ['book', []],
])('the best on what "%s" is about', (id, expected) => {
  const of = log.find(entryKey(folders.resource, id));
  if (of?.kind !== 'resource') throw new Error(`No resource "${id}".`);
  expect(log.bestHere(of).map(({ subject, resource: { id: best } }) => `${subject}: ${best}`)).toEqual(expected);
});
