import { expect, test } from 'vitest';
import { rank, type Candidate } from './rank.ts';

const page = (fields: Partial<Candidate>): Candidate => ({
  score: 0,
  title: '',
  names: [],
  facts: '',
  best: '',
  ...fields,
});
const better = (query: string, one: Partial<Candidate>, other: Partial<Candidate>) => {
  const words = query.split(' ');
  expect(rank(words, words, page(one))).toBeGreaterThan(rank(words, words, page(other)));
};

test('what is called as the words are comes before what has more of them in its text', () => {
  better('kaggle', { title: 'Kaggle' }, { title: 'Kaggle and more', score: 1 });
  better('dpo', { title: 'Direct Preference Optimization', names: ['dpo'] }, { title: 'DPO explained', score: 1 });
});

test('a title comes before a short name', () => {
  better('the book', { title: 'The book' }, { title: 'The book (discussion)', names: ['The book'], score: 1 });
});

test('a title that holds all words comes first, the fuller the better', () => {
  better('scaling laws', { title: 'Scaling laws for models' }, { title: 'Week 3', score: 1 });
  better(
    'scaling laws',
    { title: 'Neural scaling laws' },
    { title: 'A long list of papers about scaling laws', score: 0.2 },
  );
});

test('what is best on a subject comes before what only has its words', () => {
  better('policy gradients', { title: 'Part 3', best: 'policy gradients' }, { title: 'Other', score: 1 });
});
