import { expect, test } from 'vitest';
import { releasesBetween } from './releases.ts';

const changelog = `# Changelog

## [Unreleased]

- Later.

## [0.3.0] - 2026-12-01

### Added

- Three.

## [0.2.0] - 2026-11-28

- Two.

## [0.1.0] - 2026-11-20

- One.

[0.3.0]: somewhere
`;

test('releases after one version, up to another, are listed newest first', () => {
  const between = (from: string, to: string) => releasesBetween(changelog, from, to).map(({ version }) => version);
  expect(between('0.1.0', '0.3.0')).toEqual(['0.3.0', '0.2.0']);
  expect(between('0.1.0', '0.2.5')).toEqual(['0.2.0']);
  expect(between('0.3.0', '0.4.0')).toEqual([]);
  expect(releasesBetween(changelog, '0.1.0', '0.2.0')[0]?.text).toBe('- Two.');
});
