import { expect, test } from 'vitest';
import { rank, type Candidate } from './rank.ts';

const page = (fields: Partial<Candidate>): Candidate => ({
  score: 0,
  title: '',
  names: [],
  facts: '',
  best: [],
  ...fields,
});
const better = (query: string, one: Partial<Candidate>, other: Partial<Candidate>) => {
  const words = query.split(' ');
  expect(rank(words, words, page(one))).toBeGreaterThan(rank(words, words, page(other)));
};

test('a page named like the query comes before one with more matches in its text', () => {
  better('kaggle', { title: 'Kaggle' }, { title: 'Kaggle and more', score: 1 });
  better('dpo', { title: 'Direct Preference Optimization', names: ['dpo'] }, { title: 'DPO explained', score: 1 });
});

test('a title comes before a short name', () => {
  better('the book', { title: 'The book' }, { title: 'The book (discussion)', names: ['The book'], score: 1 });
});

test('a title with all words comes first, and a shorter one before a longer one', () => {
  better('scaling laws', { title: 'Scaling laws for models' }, { title: 'Week 3', score: 1 });
  better(
    'scaling laws',
    { title: 'Neural scaling laws' },
    { title: 'A long list of papers about scaling laws', score: 0.2 },
  );
});

test('the best page on a subject comes before one that only has its words', () => {
  better('policy gradients', { title: 'Part 3', best: ['policy gradients'] }, { title: 'Other', score: 1 });
});

test('the best page on a subject comes before one with the name of the subject, and after one with that title', () => {
  const best = { title: 'Spinning Up', best: ['value functions', 'PPO'] };
  better('ppo', best, { title: 'Proximal Policy Optimization', names: ['ppo'], score: 1 });
  better('ppo', { title: 'PPO' }, { ...best, facts: 'best on PPO', score: 1 });
});
