import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Card } from './cards.ts';
import { openStudio } from './studio.ts';

const draw = openStudio();
const card: Card = {
  ...{ language: 'en', direction: 'ltr', log: 'A log', kicker: ['Paper', '2017'], title: 'Attention Is All You Need' },
  ...{
    byline: 'Vaswani et al.',
    lede: 'Short, and dense.',
    isVerdict: true,
    level: 2,
    facts: ['Intermediate', '15 pages'],
  },
};
const pixelsOf = async (some: Partial<Card>) =>
  sharp(await draw({ ...card, ...some }))
    .raw()
    .toBuffer();
const digestOf = async (some: Partial<Card>) =>
  createHash('sha256')
    .update(await pixelsOf(some))
    .digest('hex')
    .slice(0, 16);
const inkIn = async (some: Partial<Card>) => {
  const pixels = await pixelsOf(some);
  let left = 0;
  let right = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    if ((pixels[at] ?? 255) > 100) continue;
    if ((at / 3) % 1200 < 600) left += 1;
    else right += 1;
  }
  return { left, right };
};

test('a picture is a PNG of the size that other sites want, with few bytes', async () => {
  const bytes = await draw(card);
  const { format, width, height } = await sharp(bytes).metadata();
  expect([format, width, height]).toEqual(['png', 1200, 630]);
  expect(bytes.length).toBeLessThan(40_000);
});

test('a card is drawn as before: if this fails on purpose, raise `design` in shares.ts, and paste the new digest', async () => {
  expect(await digestOf({})).toBe('6677af5983be4e3b');
});

test('the same card has the same bytes after another one', async () => {
  const first = await draw(card);
  await draw({ ...card, title: 'Another', colours: { paper: '#000000', ink: '#ffffff' } });
  expect(Buffer.compare(await draw(card), first)).toBe(0);
});

test.each([
  ['Arabic', 'تعلم الآلة'],
  ['Hebrew', 'למידה עמוקה'],
  ['Chinese', '深度学习'],
  ['Japanese', '強化学習について'],
  ['Greek and Cyrillic', 'Μάθηση и обучение'],
  ['mathematics', 'The L² norm in ℝ, ∇f'],
  ['an emoji, without it', 'Learning 🎉'],
])('a title can have %s', async (_, title) => {
  expect(await digestOf({ title })).not.toEqual(await digestOf({ title: '' }));
});

test('a title with a character that no font has is left out, without a box for it', async () => {
  expect(await digestOf({ title: 'การเรียนรู้' })).toEqual(await digestOf({ title: '' }));
});

test('a very long title is cut, and stays inside of the picture', async () => {
  const word = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  expect(await digestOf({ title: word(100) })).toEqual(await digestOf({ title: word(200) }));
});

test('a picture of a log that is written from right to left is mirrored', async () => {
  const [ltr, rtl] = [await inkIn({ title: 'Short' }), await inkIn({ title: 'Short', direction: 'rtl' })];
  expect(ltr.left).toBeGreaterThan(ltr.right);
  expect(rtl.right).toBeGreaterThan(rtl.left);
});
