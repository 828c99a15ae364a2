import { describe, expect, test } from 'vitest';
import { editAddress, pagesAddress, suggestionAddress } from './repository.ts';

const file = 'content/weeks/01-first.md';

describe('a file is edited', () => {
  test.each([
    ['on GitHub', 'https://github.com/ada/log', `https://github.com/ada/log/edit/main/${file}`],
    ['with a slash at the end', 'https://github.com/ada/log/', `https://github.com/ada/log/edit/main/${file}`],
    ['by the address to clone', 'https://github.com/ada/log.git', `https://github.com/ada/log/edit/main/${file}`],
    ['on a branch', 'https://github.com/ada/log/tree/trunk', `https://github.com/ada/log/edit/trunk/${file}`],
    [
      'in a folder of a repository',
      'https://github.com/ada/notes/tree/main/my%20logs/one',
      `https://github.com/ada/notes/edit/main/my%20logs/one/${file}`,
    ],
    [
      'on a GitHub of one’s own',
      'https://git.example.org/ada/log/tree/main',
      `https://git.example.org/ada/log/edit/main/${file}`,
    ],
    ['on GitLab', 'https://gitlab.com/group/sub/log', `https://gitlab.com/group/sub/log/-/edit/main/${file}`],
    [
      'in a folder on a GitLab of one’s own',
      'https://code.example.org/group/log/-/tree/dev/logs',
      `https://code.example.org/group/log/-/edit/dev/logs/${file}`,
    ],
    ['on Codeberg', 'https://codeberg.org/ada/log', `https://codeberg.org/ada/log/_edit/main/${file}`],
    [
      'in a folder on a Forgejo of one’s own',
      'https://git.example.org/ada/log/src/branch/dev/logs',
      `https://git.example.org/ada/log/_edit/dev/logs/${file}`,
    ],
  ])('%s', (_, repository, address) => {
    expect(editAddress(repository, file)).toBe(address);
  });

  test('by a name of any script, and with every character that has a meaning in addresses', () => {
    const edited = (name: string) => editAddress('https://github.com/ada/log', `content/pages/${name}.md`);
    expect(edited('Über_uns.2')).toBe('https://github.com/ada/log/edit/main/content/pages/%C3%9Cber_uns.2.md');
    expect(edited('a b#c?d%')).toBe('https://github.com/ada/log/edit/main/content/pages/a%20b%23c%3Fd%25.md');
  });

  test('in log.md, for the introduction', () => {
    const address = editAddress('https://github.com/ada/log', 'content/log.md');
    expect(address).toBe('https://github.com/ada/log/edit/main/content/log.md');
  });
});

describe('a resource is suggested', () => {
  const onGitHub = 'https://github.com/ada/log/issues/new?template=suggest-a-resource.yml';

  test.each([
    ['by a form on GitHub', 'https://github.com/ada/log', onGitHub],
    ['for a log in a folder', 'https://github.com/ada/log/tree/main/logs', onGitHub],
    ['by an issue on GitLab', 'https://gitlab.com/ada/log', 'https://gitlab.com/ada/log/-/issues/new'],
    ['by an issue on Codeberg', 'https://codeberg.org/ada/log', 'https://codeberg.org/ada/log/issues/new'],
  ])('%s', (_, repository, address) => {
    expect(suggestionAddress(repository)).toBe(address);
  });

  test('with its topic, where a form can take one', () => {
    expect(suggestionAddress('https://github.com/ada/log', 'c&c')).toBe(`${onGitHub}&topics=c%26c`);
    expect(suggestionAddress('https://gitlab.com/ada/log', 'c')).toBe('https://gitlab.com/ada/log/-/issues/new');
  });
});

test('of a host that is not known, and of an address that is no repository, no more is said than they say', () => {
  for (const address of ['https://example.org/log', 'https://github.com/ada', 'https://github.com/ada/log/wiki']) {
    expect(editAddress(address, file)).toBe(address);
    expect(suggestionAddress(address)).toBe(address);
    expect(pagesAddress(address)).toBeUndefined();
  }
});

test('GitHub Pages publishes a repository below the name of its owner', () => {
  expect(pagesAddress('https://github.com/Ada/Log')).toBe('https://ada.github.io/Log/');
  expect(pagesAddress('https://github.com/ada/ada.github.io')).toBe('https://ada.github.io/');
  expect(pagesAddress('https://gitlab.com/ada/log')).toBeUndefined();
  expect(pagesAddress('no address')).toBeUndefined();
});
