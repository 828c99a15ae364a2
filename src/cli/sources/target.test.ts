import { expect, test } from 'vitest';
import { readTarget } from './target.ts';

const attention = { url: 'https://arxiv.org/abs/1706.03762', arxiv: '1706.03762' };
const video = { url: 'https://www.youtube.com/watch?v=kCc8FmEb1nY', youtube: 'kCc8FmEb1nY' };
const book = { url: 'https://doi.org/10.1000/182', doi: '10.1000/182' };

test.each([
  ['1706.03762', attention],
  [' arXiv:1706.03762 ', attention],
  ['https://arxiv.org/pdf/1706.03762.pdf', attention],
  ['https://doi.org/10.48550/arXiv.1706.03762', attention],
  ['hep-th/9711200', { url: 'https://arxiv.org/abs/hep-th/9711200', arxiv: 'hep-th/9711200' }],
  ['10.1000/182', book],
  ['doi:10.1000/182', book],
  ['https://dx.doi.org/10.1000/182', book],
  ['978-0-262-03561-3', { isbn: '9780262035613' }],
  ['ISBN 0-262-03561-8', { isbn: '0262035618' }],
  ['https://youtu.be/kCc8FmEb1nY?t=95', video],
  ['https://m.youtube.com/watch?v=kCc8FmEb1nY&list=PL1', video],
  ['example.org/post', { url: 'https://example.org/post' }],
  ['https://example.org/a?utm_source=x&id=2#part:~:text=words', { url: 'https://example.org/a?id=2#part' }],
  [
    'https://dl.acm.org/doi/abs/10.1145/3292500.3330701',
    {
      url: 'https://dl.acm.org/doi/abs/10.1145/3292500.3330701',
      doi: '10.1145/3292500.3330701',
    },
  ],
])('%s is read', (given, target) => {
  expect(readTarget(given)).toEqual(target);
});

test.each([
  ['978-0-262-03561-4', 'its check digit is wrong'],
  ['ftp://example.org/', 'not a web address'],
  ['https://me:secret@example.org/', 'user name or password'],
  ['Attention is all you need', 'an arXiv identifier, a DOI or an ISBN'],
  ['file:///etc/passwd', 'not a web address'],
  ['https://', 'not a web address'],
])('%s is refused', (given, failure) => {
  expect(readTarget(given)).toEqual({ failure: expect.stringContaining(failure) });
});
