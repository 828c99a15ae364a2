import { expect, test } from 'vitest';
import { typeFromAddress, impliedTypes } from './typeFromAddress.ts';

test.each([
  [{ url: 'https://arxiv.org/abs/1706.03762' }, 'paper'],
  [{ url: 'https://arxiv.org/pdf/1706.03762v5' }, 'paper'],
  [{ url: 'https://doi.org/10.1000/182' }, 'paper'],
  [{ arxiv: '1706.03762' }, 'paper'],
  [{ arxiv: '1706.03762', url: 'https://example.org/attention.pdf' }, 'paper'],
  [{ doi: '10.1000/182' }, 'paper'],
  [{ doi: '10.1007/978-3-030-58452-8_13' }, 'paper'],
  [{ doi: '10.1007/978-3-319-94463-0' }, 'book'],
  [{ isbn: '978-0-306-40615-7' }, 'book'],
  [{ isbn: '9780306406157', doi: '10.1000/182' }, 'book'],
  [{ url: 'https://www.youtube.com/watch?v=kCc8FmEb1nY' }, 'video'],
  [{ url: 'https://youtu.be/kCc8FmEb1nY?t=3' }, 'video'],
  [{ url: 'https://m.youtube.com/playlist?list=PLAqhIrjkxbuWI23v9cThsA9GvCAUhRvKZ' }, 'video'],
  [{ youtube: 'kCc8FmEb1nY' }, 'video'],
  [{ url: 'https://vimeo.com/123456' }, 'video'],
  [{ url: 'https://github.com/karpathy/nanoGPT' }, 'code'],
  [{ url: 'HTTPS://GitHub.com/karpathy/nanoGPT/tree/master/data/' }, 'code'],
  [{ url: 'https://gitlab.com/group/subgroup/project/-/tree/main/src' }, 'code'],
  [{ url: 'https://codeberg.org/forgejo/forgejo' }, 'code'],
  [{ url: 'https://en.wikipedia.org/wiki/Attention' }, 'reference'],
  [{ url: 'https://de.m.wikipedia.org/wiki/Aufmerksamkeit' }, 'reference'],
  [{ url: 'https://openreview.net/forum?id=BJJsrmfCZ' }, 'paper'],
  [{ url: 'https://aclanthology.org/N19-1423/' }, 'paper'],
  [{ url: 'https://proceedings.mlr.press/v37/ioffe15.html' }, 'paper'],
  [{ url: 'https://proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html' }, 'paper'],
  [{ url: 'https://podcasts.apple.com/us/podcast/the-gradient/id1569777340' }, 'podcast'],
  [{ url: 'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk' }, 'podcast'],
  [{ url: 'https://news.ycombinator.com/item?id=1' }, 'thread'],
  [{ url: 'https://www.reddit.com/r/MachineLearning/comments/abc/def/' }, 'thread'],
  [{ url: 'https://stackoverflow.com/questions/231767/what-does-yield-do' }, 'thread'],
])('%j is of the type %s', (fields, type) => {
  expect(typeFromAddress(fields)).toBe(type);
});

test.each([
  {},
  { url: 'https://example.org/' },
  { url: 'https://github.com/karpathy' },
  { url: 'https://github.com/topics/llm' },
  { url: 'https://github.com/karpathy/nanoGPT/issues/1' },
  { url: 'https://github.com.example.org/karpathy/nanoGPT' },
  { url: 'https://karpathy.github.io/2015/05/21/rnn-effectiveness/' },
  { url: 'https://gist.github.com/karpathy/d4dee566867f8291f086' },
  { url: 'https://gitlab.com/gitlab-org' },
  { url: 'https://www.youtube.com/@3blue1brown' },
  { url: 'https://arxiv.org/list/cs.CL/recent' },
  { url: 'https://openreview.net/group?id=ICLR.cc' },
  { url: 'https://wikipedia.org/' },
  { url: 'github.com/karpathy/nanoGPT' },
  { url: ['https://github.com/karpathy/nanoGPT'] },
  { doi: '10.5281/zenodo.1212303' },
  { isbn: '9780306406158' },
])('nothing tells the type of %j', (fields) => {
  expect(impliedTypes(fields)).toEqual([]);
});

test('where two contradict each other, none is certain', () => {
  const fields = { url: 'https://github.com/karpathy/nanoGPT', arxiv: '1706.03762' };
  expect(impliedTypes(fields)).toEqual(['paper', 'code']);
  expect(typeFromAddress(fields)).toBeUndefined();
});
