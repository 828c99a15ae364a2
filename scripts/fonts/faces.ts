import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A third-party font, and how ours is derived from it. */
export interface Face {
  /** The name of the derived files, without `-common.woff2` or `-rest.woff2`. */
  readonly file: string;
  /** The source file in an installed package. */
  readonly source: string;
  /** The family name in style sheets. Never a name that the font's licence reserves. */
  readonly family: string;
  readonly style: string;
  readonly weight: string;
  readonly display: 'optional' | 'swap' | 'block';
  /** The weights of a variable font to keep. */
  readonly axes?: Readonly<Record<string, number | { readonly min: number; readonly max: number }>>;
  /** The OpenType features to keep. Default: all. */
  readonly features?: readonly string[];
  /** Characters that nearly every page needs. Default: all. */
  readonly common?: string;
}

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const typography = '\u00a0\u2009\u202f–—‘’“”‹›…·×−•→';
const accented = 'äçéèöü';
const text = ascii + typography + accented;

/** The fonts for text and code. Their fallbacks are in fonts.css. */
export const textFaces: readonly Face[] = [
  {
    file: 'serif',
    source: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    family: 'Learnlog Serif',
    style: 'normal',
    weight: '400 700',
    display: 'optional',
    axes: { wght: { min: 400, max: 700 } },
    features: ['kern', 'liga', 'ccmp', 'locl'],
    common: text,
  },
  {
    file: 'serif-italic',
    source: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
    family: 'Learnlog Serif',
    style: 'italic',
    weight: '400',
    display: 'optional',
    axes: { wght: 400 },
    features: ['kern', 'liga', 'ccmp', 'locl'],
    common: text,
  },
  {
    file: 'sans',
    source: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    family: 'Learnlog Sans',
    style: 'normal',
    weight: '400 600',
    display: 'optional',
    axes: { wght: { min: 400, max: 600 } },
    features: ['kern', 'tnum', 'ccmp', 'locl'],
    common: text,
  },
  {
    file: 'mono',
    source: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    family: 'Learnlog Mono',
    style: 'normal',
    weight: '400',
    display: 'swap',
    axes: { wght: 400 },
    features: ['ccmp', 'locl'],
    common: text,
  },
];

const letters = ascii.replace(/[^A-Za-z]/g, '');
const spaces = ' \u00a0';
const delimiters = `${spaces}()[]{}∑∏∫∣∥√`;

/** The characters of KaTeX's larger fonts that most formulas use. The space determines the height of lines. */
const commonInFormulas: Readonly<Record<string, string>> = {
  'Main-Regular': `${ascii.replace(/[#$%&@\\`~"]/g, '')}${spaces}·×…−∗⋅√∞∂∇∈∑∼≈≠≤≥∝→⟹∣∥ℓ⊤^ˉˆ˜`,
  'Main-Bold': `${spaces}01abehkqvwxyzAIKQVWX`,
  'Math-Italic': `${spaces}${letters}1234αβγδϵεηθλμπρστϕφψ`,
  'Math-BoldItalic': `${spaces}abdghikmnpqstuvwxyzθϕμ`,
  'AMS-Regular': `${spaces}CENPQRZ`,
  'Caligraphic-Regular': `${spaces}CDFHJLNO`,
  'Size1-Regular': delimiters,
  'Size2-Regular': delimiters,
  'Size3-Regular': delimiters,
  'Size4-Regular': delimiters,
};

/** KaTeX's style sheet without its fonts, with font names that their licence allows. */
export async function formulaStyle(): Promise<string> {
  return renamed((await katexStyle()).replace(/@font-face\{[^}]*\}/g, ''));
}

/** The fonts in the style sheet of the installed KaTeX. */
export async function formulaFaces(): Promise<readonly Face[]> {
  return [...(await katexStyle()).matchAll(/@font-face\{([^}]*)\}/g)].map(([, rule = '']) => {
    const value = (pattern: RegExp) => pattern.exec(rule)?.[1] ?? '';
    const name = value(/fonts\/KaTeX_([\w-]+)\.woff2/);
    const common = commonInFormulas[name];
    return {
      file: `formula-${name.toLowerCase()}`,
      source: `katex/dist/fonts/KaTeX_${name}.woff2`,
      family: renamed(value(/font-family:"?(\w+)/)),
      style: value(/font-style:(\w+)/),
      weight: value(/font-weight:(\w+)/),
      display: 'block',
      ...(common !== undefined && { common }),
    };
  });
}

async function katexStyle(): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve('katex/dist/katex.min.css')), 'utf8');
}

function renamed(css: string): string {
  return css.replaceAll('KaTeX_', 'Formula_');
}
