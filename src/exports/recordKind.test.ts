import { expect, test } from 'vitest';
import { recordKind } from './recordKind.ts';

test.each([
  [{ type: 'book', venue: 'MIT Press' }, 'book'],
  [{ type: 'paper' }, 'misc'],
  [{ type: 'paper', doi: '10.1000/182' }, 'article'],
  [{ type: 'paper', doi: '10.1000/182', arxiv: '1706.03762' }, 'misc'],
  [{ type: 'paper', doi: '10.48550/arXiv.1706.03762' }, 'misc'],
  [{ type: 'paper', venue: 'arXiv', arxiv: '1706.03762' }, 'misc'],
  [{ type: 'paper', venue: 'Nature', volume: '521' }, 'article'],
  [{ type: 'paper', venue: 'Nature', arxiv: '1706.03762' }, 'article'],
  [{ type: 'paper', venue: 'Advances in Neural Information Processing Systems', volume: '30' }, 'inproceedings'],
  [{ type: 'paper', venue: 'Advances in Mathematics', volume: '30' }, 'article'],
  [{ type: 'paper', venue: 'Proceedings of the 34th International Conference on Machine Learning' }, 'inproceedings'],
  [{ type: 'paper', venue: 'Proceedings of the IEEE' }, 'article'],
  [{ type: 'paper', venue: 'Proceedings of the IEEE Conference on Computer Vision' }, 'inproceedings'],
  [{ type: 'paper', venue: 'Proceedings of the National Academy of Sciences', volume: '114' }, 'article'],
  [{ type: 'paper', venue: 'ICML' }, 'inproceedings'],
  [{ type: 'paper', venue: 'XYZ 2017' }, 'inproceedings'],
  [{ type: 'paper', venue: 'XYZ ’17' }, 'inproceedings'],
  [{ type: 'paper', venue: 'Some Workshop Papers', issue: '3' }, 'article'],
  [{ type: 'paper', venue: 'Parallel Distributed Processing', hasEditors: true }, 'incollection'],
  [{ type: 'paper', venue: 'Parallel Distributed Processing', isbn: '9780262680530' }, 'incollection'],
  [{ type: 'paper', isChapter: true }, 'incollection'],
  [{ type: 'article', venue: 'Distill' }, 'misc'],
  [{ type: 'article', venue: 'The New Yorker', volume: '99' }, 'article'],
  [{ type: 'article', venue: 'Distill', doi: '10.23915/distill.00007' }, 'article'],
  [{ type: 'article', doi: '10.1000/182' }, 'misc'],
  [{ type: 'video', venue: '3Blue1Brown' }, 'misc'],
  [{ type: 'lecture', venue: 'Conference on Learning' }, 'misc'],
] as const)('what has the facts %j is of the kind %s', (facts, kind) => {
  expect(recordKind(facts)).toBe(kind);
});
