import { clampChroma, formatHex, interpolate, parse, type Color } from 'culori';
import postcss from 'postcss';
import { darkColours, usualColours, type TokenColours } from '../charts/share/palette.ts';

type Scheme = 'light' | 'dark';

const usual: Readonly<Record<Scheme, TokenColours & { readonly paper: string }>> = {
  light: usualColours,
  dark: darkColours,
};

/**
 * The colours that pictures have in an owner’s style sheet, which is in the normal form of `parseTheme()`: those of light
 * or dark mode, without those that stay as they are. A colour that cannot be computed is left out.
 */
export function themeColours(css: string, scheme: Scheme): TokenColours {
  const values = new Map<string, string>();
  postcss.parse(css).walkRules(({ selectors, parent, nodes }) => {
    const isOfScheme = parent?.type !== 'atrule' || (parent as postcss.AtRule).params.includes(scheme);
    if (!isOfScheme || !selectors.some((selector) => /^:root(?::not\(.*\))?$/.test(selector))) return;
    for (const node of nodes) if (node.type === 'decl') values.set(node.prop.slice(2), node.value);
  });
  const found = Object.entries(usual[scheme]).flatMap(([token, known]) => {
    const value = values.get(token);
    const colour = value === undefined ? undefined : hexOf(value, values, scheme);
    return colour === undefined || colour === known ? [] : [[token, colour] as const];
  });
  return Object.fromEntries(found);
}

function hexOf(value: string, values: ReadonlyMap<string, string>, scheme: Scheme): string | undefined {
  const colour = read(value, values, scheme, 0);
  const ground = colour?.alpha === undefined || colour.alpha === 1 ? undefined : parse(usual[scheme].paper);
  if (!colour) return undefined;
  const mixed = ground ? interpolate([ground, { ...colour, alpha: 1 }], 'rgb')(colour.alpha ?? 1) : colour;
  return formatHex(clampChroma(mixed, 'oklch'));
}

/** Themes can refer to each other’s tokens in circles. */
const deepest = 20;

/** A colour of CSS Color 5. Undefined if it is none, or is computed from another in a way that is not read here. */
function read(value: string, values: ReadonlyMap<string, string>, scheme: Scheme, depth: number): Color | undefined {
  if (depth > deepest) return undefined;
  const inner = (text: string | undefined) => (text === undefined ? undefined : read(text, values, scheme, depth + 1));
  const [, name = '', inside = ''] = /^([\w-]+)\((.*)\)$/s.exec(value.trim()) ?? [];
  const [first = '', second, third] = splitArguments(inside);
  if (name === 'light-dark') return inner(scheme === 'light' ? first : second);
  if (name === 'var') {
    const token = first.slice(2);
    return inner(values.get(token) ?? Object.entries(usual[scheme]).find(([known]) => known === token)?.[1] ?? second);
  }
  if (name !== 'color-mix') return parse(value.trim());
  const [mode = 'oklab'] = /^in\s+([\w-]+)/.exec(first)?.slice(1) ?? [];
  const parts = [second ?? '', third ?? ''].map((text) => {
    const [percentage] = /[\d.]+(?=%\s*$)|^[\d.]+(?=%\s)/.exec(text.trim()) ?? [];
    return {
      colour: inner(text.replace(/(?:^[\d.]+%\s|\s[\d.]+%\s*$)/, '')),
      share: percentage === undefined ? undefined : Number(percentage) / 100,
    };
  });
  const [one, other] = parts;
  if (!one?.colour || !other?.colour) return undefined;
  const left = one.share ?? 1 - (other.share ?? 0.5);
  const right = other.share ?? 1 - left;
  return mix(one.colour, other.colour, mode, right / (left + right));
}

function mix(from: Color, to: Color, mode: string, part: number): Color | undefined {
  const space = { srgb: 'rgb', 'srgb-linear': 'lrgb', 'display-p3': 'p3' }[mode] ?? mode;
  try {
    return interpolate([from, to], space as 'rgb')(part);
  } catch {
    // There is no such space.
    return undefined;
  }
}

/** The arguments of a function, which may be functions too. */
function splitArguments(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
