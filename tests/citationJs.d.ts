// The parts of Citation.js that tests use. Its version for RIS comes without types.
declare module '@citation-js/core' {
  /** A record of CSL-JSON. */
  export type CSL = Readonly<Record<string, unknown>> & {
    readonly issued?: { readonly 'date-parts'?: readonly (readonly number[])[] };
  };
  export const plugins: {
    readonly input: { chain(text: string, options: { generateGraph: boolean; forceType?: string }): CSL[] };
    readonly config: { get(name: '@csl'): { readonly templates: { add(name: string, style: string): void } } };
  };
  export class Cite {
    constructor(records: unknown, options?: { generateGraph: boolean });
    format(output: 'bibliography', options: { format: 'text' | 'html'; template: string; lang: string }): string;
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-ris';
