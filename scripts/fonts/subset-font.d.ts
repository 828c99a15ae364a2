/** The part of subset-font 2.9 used here. It has no types of its own. */
declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'sfnt' | 'woff2';
    readonly keepFeatures?: readonly string[];
    readonly preserveNameIds?: readonly number[];
    readonly variationAxes?: Readonly<Record<string, number | { readonly min: number; readonly max: number }>>;
    readonly keepAllGlyphs?: boolean;
    readonly noHinting?: boolean;
  }
  // biome-ignore lint/style/noDefaultExport: so it is exported there
  export default function subsetFont(font: Buffer, text: string | undefined, options: Options): Promise<Buffer>;
}
