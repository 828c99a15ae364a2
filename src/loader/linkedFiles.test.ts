import { expect, test } from 'vitest';
import { makeUrls } from '../urls/urls.ts';
import { makeFolder } from './fixtures/folder.ts';
import { linkedFileBytes, readLinkedFile } from './linkedFiles.ts';

const urls = makeUrls('https://example.org/log/');
const read = async (path: string, content: string | Uint8Array) =>
  readLinkedFile(await makeFolder({ [`content/${path}`]: content }), path, urls);

test.each([
  ['files/slides.pdf', '%PDF-1.7\n', /^slides-[0-9a-f]{10}\.pdf$/],
  ['files/run #1.ipynb', '{ "cells": [] }', /^run-1-[0-9a-f]{10}\.ipynb$/],
  ['data.CSV', 'a,b\n', /^data-[0-9a-f]{10}\.csv$/],
  ['notes.txt', '<script>alert(1)</script>', /^notes-[0-9a-f]{10}\.txt$/],
  ['p.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /^p-[0-9a-f]{10}\.png$/],
])('%s is served with a name of its own', async (path, content, name) => {
  const found = await read(path, content);
  if ('rule' in found) return expect.fail(found.message);
  expect(found).toEqual({ path, name: expect.stringMatching(name), href: `/log/files/${found.name}` });
});

test('a drawing is served with only what is allowed in it', async () => {
  const drawing = '<svg viewBox="0 0 4 2"><title>A line</title><path d="M0 1h4"/></svg>';
  const folder = await makeFolder({
    'content/a.svg': drawing,
    'content/b.svg': drawing.replace('<path', '<script/><path'),
  });
  const bytes = await linkedFileBytes(folder, { path: 'a.svg' });
  expect(new TextDecoder().decode(bytes as Uint8Array)).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(await readLinkedFile(folder, 'b.svg', urls)).toMatchObject({ rule: 'linked-file' });
});

test.each([
  ['a PDF that is HTML', 'a.pdf', '<html><script>alert(1)</script>', 'linked-file'],
  ['a picture that is HTML', 'a.png', '<html>', 'linked-file'],
  ['a notebook that is not JSON', 'a.ipynb', '{', 'linked-file'],
  ['text that is not UTF-8', 'a.txt', new Uint8Array([0xff, 0xfe, 0x41]), 'linked-file'],
  ['another type', 'a.html', '<p>', 'linked-file'],
  ['a large file', 'a.txt', 'x'.repeat(10 * 1024 * 1024 + 1), 'linked-file'],
])('%s is refused', async (_, path, content, rule) => {
  expect(await read(path, content)).toMatchObject({ rule });
});

test('a missing file and a folder are told', async () => {
  const folder = await makeFolder({ 'content/x.pdf/y.txt': 'y' });
  expect(await readLinkedFile(folder, 'nowhere.pdf', urls)).toMatchObject({ rule: 'missing-file' });
  expect(await readLinkedFile(folder, 'x.pdf', urls)).toMatchObject({ rule: 'missing-file' });
});
