import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pngIcons } from '../../urls/icons.ts';
import { drawIcon } from './drawIcon.ts';

const colours = { paper: '#ffffff', accent: '#000000' };

describe.each(pngIcons)('$file', (icon) => {
  test('has its size, and the mark in the part that no system cuts off', async () => {
    const { data, info } = await sharp(drawIcon(icon, colours)).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([icon.size, icon.size]);
    const middle = icon.size / 2;
    const inked = [...data].flatMap((shade, at) =>
      shade === 255 ? [] : [Math.hypot((at % icon.size) + 0.5 - middle, Math.floor(at / icon.size) + 0.5 - middle)],
    );
    const farthest = Math.max(...inked) / icon.size;
    expect(farthest).toBeGreaterThan(0.35);
    expect(farthest).toBeLessThan(icon.purpose === 'maskable' ? 0.4 : 0.5);
  });
});

test('an icon has the colours of the theme', async () => {
  const { channels } = await sharp(drawIcon(pngIcons[0], { paper: '#ff0000', accent: '#0000ff' })).stats();
  expect(channels.map(({ max }) => max)).toEqual([255, 0, 255]);
});
