import { describe, expect, test } from 'vitest';
import { arxivForm, doiForm, identifiersFromUrl, isbn13, isIsbn, parseOrcid, youtubeForm } from './identifiers.ts';

describe('identifiersFromUrl', () => {
  test.each([
    ['https://arxiv.org/abs/1706.03762', { arxiv: '1706.03762' }],
    ['https://arxiv.org/abs/1706.03762v5', { arxiv: '1706.03762v5' }],
    ['https://arxiv.org/pdf/1706.03762', { arxiv: '1706.03762' }],
    ['https://www.arxiv.org/pdf/1706.03762v5.pdf', { arxiv: '1706.03762v5' }],
    ['https://arxiv.org/html/2402.03300', { arxiv: '2402.03300' }],
    ['http://export.arxiv.org/abs/0704.0001', { arxiv: '0704.0001' }],
    ['https://doi.org/10.1038/nature14539', { doi: '10.1038/nature14539' }],
    ['https://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0', { doi: '10.1002/(SICI)1097<1::AID>3.0' }],
    ['https://www.youtube.com/watch?v=kCc8FmEb1nY', { youtube: 'kCc8FmEb1nY' }],
    ['https://m.youtube.com/watch?list=PL123&v=kCc8FmEb1nY&t=30s', { youtube: 'kCc8FmEb1nY' }],
    ['https://youtu.be/kCc8FmEb1nY?si=abc', { youtube: 'kCc8FmEb1nY' }],
    ['https://youtube.com/embed/kCc8FmEb1nY', { youtube: 'kCc8FmEb1nY' }],
    ['https://www.youtube.com/live/kCc8FmEb1nY', { youtube: 'kCc8FmEb1nY' }],
    ['https://www.youtube.com/shorts/kCc8FmEb1nY', { youtube: 'kCc8FmEb1nY' }],
  ])('finds the identifier in %s', (address, expected) => {
    expect(identifiersFromUrl(address)).toEqual(expected);
  });

  test.each([
    ['another site', 'https://example.org/abs/1706.03762'],
    ['a lookalike site', 'https://arxiv.org.example.org/abs/1706.03762'],
    ['a list of papers', 'https://arxiv.org/list/cs.CL/recent'],
    ['a DOI without a suffix', 'https://doi.org/10.1038'],
    ['a DOI with invalid percent-encoding', 'https://doi.org/10.1000/%E0%A4%A'],
    ['a playlist', 'https://www.youtube.com/playlist?list=PLAqhIrjkxbuWI23v9cThsA9GvCAUhRvKZ'],
    ['a video id of the wrong length', 'https://www.youtube.com/watch?v=kCc8'],
    ['a channel', 'https://www.youtube.com/@AndrejKarpathy'],
  ])('the address of %s has none', (_, address) => {
    expect(identifiersFromUrl(address)).toEqual({});
  });
});

test.each([
  [
    'arXiv',
    arxivForm,
    ['1706.03762', '0704.0001', '1706.03762v12', 'hep-th/9901001', 'math.GT/0309136v2', 'cond-mat/0001001'],
    ['1706.3', 'hep-th/990100', '1706.03762v', 'x1706.03762', 'HEP/9901001'],
  ],
  [
    'DOI',
    doiForm,
    ['10.1000/182', '10.1002/(SICI)1097<1>3.0', '10.1/x', '10.1000.10/123'],
    ['10./x', '10.1000/', '10.1000/a b', 'doi:10.1000/182'],
  ],
  ['YouTube', youtubeForm, ['kCc8FmEb1nY', '-_-_-_-_-_-'], ['kCc8FmEb1n', 'kCc8FmEb1nYY', 'kCc8FmEb1n!']],
])('the format of %s identifiers matches all of them and nothing else', (_, form, right, wrong) => {
  expect(right.filter((text) => !form.test(text))).toEqual([]);
  expect(wrong.filter((text) => form.test(text))).toEqual([]);
});

describe('isIsbn', () => {
  test.each(['0262035618', '0-306-40615-2', '080442957X', '978-0-262-03561-3', '978 0 306 40615 7', '9780306406157'])(
    'accepts %s',
    (text) => {
      expect(isIsbn(text)).toBe(true);
    },
  );

  test.each([
    ['a wrong check digit of an ISBN-10', '0262035619'],
    ['a wrong check digit of an ISBN-13', '9780306406158'],
    ['two digits in the wrong order', '9780360406157'],
    ['an X in the wrong position', '0X62035618'],
    ['too few digits', '030640615'],
    ['letters', 'not-an-isbn'],
    ['empty text', ''],
  ])('rejects %s', (_, text) => {
    expect(isIsbn(text)).toBe(false);
  });

  test('with 10 digits is the same as one with 13', () => {
    expect(['0262035618', '080442957X', '9780262035613', '0262035619', ''].map(isbn13)).toEqual([
      ...['9780262035613', '9780804429573', '9780262035613', '0262035619', ''],
    ]);
  });
});

describe('an ORCID iD', () => {
  test.each([
    ['0000-0002-1825-0098', undefined],
    ['0000-0002-1825-009X', undefined],
    ['0000-0002-8125-0097', undefined],
    ['0000-0002-1825-097', undefined],
    ['https://example.org/0000-0002-1825-0097', undefined],
    ['', undefined],
    ['0000-0002-1694-233x', '0000-0002-1694-233X'],
    ['https://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
  ])('in "%s" is %s', (text, id) => {
    expect(parseOrcid(text)).toBe(id);
  });
});
