import { domainToASCII } from 'node:url';
import { expect, test } from 'vitest';
import { decodePunycode } from './punycode.ts';

test.each(['münchen', 'аpple', 'почта', '例え', 'ελληνικά', 'a-ü-b', '😀'])('%s is decoded', (label) => {
  const ascii = domainToASCII(`${label}.example`).split('.')[0] ?? '';
  expect(decodePunycode(ascii)).toBe(label);
});

test.each(['example', 'xn--', 'xn--ü', 'xn--99999999999', 'xn--a b'])('%s stays', (label) => {
  expect(decodePunycode(label)).toBe(label === 'xn--' ? '' : label);
});
