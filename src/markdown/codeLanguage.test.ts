import { bundledLanguages } from 'shiki';
import { expect, test } from 'vitest';
import { languageMeant, readLanguage } from './codeLanguage.ts';

test.each([
  ['python', 'python', ''],
  ['Python', 'python', ''],
  ['python3', 'python', ''],
  ['python3.12', 'python', ''],
  ['c++17', 'c++', ''],
  ['pycon', 'python', ''],
  ['ipython', 'python', ''],
  ['{python}', 'python', '}'],
  ['{python,', 'python', ','],
  ['{.python', 'python', ''],
  ['python{1,3}', 'python', '{1,3}'],
  ['language-python', 'python', ''],
  ['python:attention.py', 'python', ':attention.py'],
  ['cuda', 'cpp', ''],
  ['conf', 'ini', ''],
  ['gitignore', 'text', ''],
  ['output', 'text', ''],
  ['none', 'text', ''],
  ['{output}', 'text', '}'],
  ['plaintext', 'plaintext', ''],
  ['console', 'console', ''],
  ['shell-session', 'shellsession', ''],
  ['jsonl', 'jsonl', ''],
  ['mysql', 'sql', ''],
])('%s is highlighted as %s', (word, language, rest) => {
  expect(readLanguage(word)).toMatchObject({ language, isKnown: true, rest });
});

test('every other name leads to a language of the highlighter', () => {
  for (const name of ['conf', 'cuda', 'asm', 'pwsh', 'ipynb', 'protobuf', 'octave', 'svg', 'cmd', 'udiff', 'golang']) {
    expect(Object.keys(bundledLanguages)).toContain(readLanguage(name).language);
  }
});

test.each([
  ['pyhton', ' Did you mean "python"?'],
  ['javscript', ' Did you mean "javascript"?'],
  ['klingon', ''],
  ['nope', ''],
  ['xx', ''],
])('%s is unknown, and only a name that is almost the same is suggested', (word, hint) => {
  expect(readLanguage(word)).toMatchObject({ language: 'text', isKnown: false });
  expect(languageMeant(word)).toBe(hint);
});
