import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outsideAddresses, sayOutside } from './outside.ts';

let printed: string[] = [];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

const at = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;

test('a server has the addresses of this machine in its networks, with port and path', () => {
  const interfaces = {
    lo: [at('127.0.0.1', 'IPv4', true)],
    eth0: [at('192.168.1.7', 'IPv4'), at('fe80::1', 'IPv6')],
    wlan0: [at('10.0.0.2', 'IPv4')],
  };
  expect(outsideAddresses('http://localhost:4321/log/', interfaces)).toEqual([
    'http://192.168.1.7:4321/log/',
    'http://10.0.0.2:4321/log/',
  ]);
});

test('a terminal shows a QR code of the first address, and a file does not', () => {
  sayOutside(['http://192.168.1.7:4321/log/', 'http://10.0.0.2:4321/log/'], true);
  expect(printed[0]).toBe('Everybody on this network can see it.');
  const rows = printed.slice(1).join('\n').split('\n');
  expect(rows.length).toBeGreaterThan(12);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(rows.join('')).toMatch(/^[█▀▄ ]+$/);
  printed = [];
  sayOutside(['http://192.168.1.7:4321/'], false);
  expect(printed).toEqual(['Everybody on this network can see it.']);
});

test('a server that only this machine reaches says nothing more', () => {
  sayOutside([], true);
  expect(printed).toEqual([]);
});
