import { expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import type { Entry } from './entry.ts';
import { bestFind, deadEnd } from './findings.ts';
import { link, logEntry, resource, week } from './fixtures/entries.ts';

function findingsIn(...entries: readonly Entry[]) {
  const { log, problems } = buildLog([logEntry(), ...entries], { drafts: false });
  const [first] = log.weeks;
  if (!first) throw new Error('There is no week.');
  const shown = (finding: ReturnType<typeof bestFind>) =>
    finding && [finding.resource?.id ?? finding.title, finding.because];
  return {
    find: shown(bestFind(log, first)),
    dead: shown(deadEnd(log, first)),
    rules: problems.map(({ rule }) => rule),
  };
}

const resources = [
  resource('plain', { status: 'finished' }),
  resource('trl', { status: 'abandoned', because: 'No docs', verdict: 'A pity' }),
  resource('tf', { status: 'abandoned', best: 'rl', verdict: 'Does not run' }),
  resource('ppo', { status: 'finished', best: 'rl', verdict: 'Clear & short' }),
];
const met = resources.map(({ key }) => link(key));

test('a week finds the first resource that is best, and gives up the first that is abandoned', () => {
  const { find, dead, rules } = findingsIn(week('01', {}, ...met), ...resources);
  expect(find).toEqual(['ppo', 'Clear &amp; short']);
  expect(dead).toEqual(['trl', 'No docs']);
  expect(rules).toEqual([]);
});

test('a week can name both, and say why', () => {
  const fields = { find: 'plain', deadEnd: { title: 'Matrix calculus', because: 'Hours' } };
  const { find, dead } = findingsIn(week('01', fields, ...met), ...resources);
  expect(find).toEqual(['plain', '']);
  expect(dead).toEqual(['Matrix calculus', 'Hours']);
});

test('what a week says about a resource stands before what the resource says', () => {
  const { find } = findingsIn(week('01', { find: { resource: 'ppo', because: 'At last' } }, ...met), ...resources);
  expect(find).toEqual(['ppo', 'At last']);
});

test('a week that met nothing found nothing', () => {
  expect(findingsIn(week('01'), ...resources)).toMatchObject({ find: undefined, dead: undefined });
});

test('a resource that does not exist is reported, and the usual one found', () => {
  const { find, rules } = findingsIn(week('01', { find: 'pppo' }, ...met), ...resources);
  expect(find?.[0]).toBe('ppo');
  expect(rules).toEqual(['unknown-resource']);
});
