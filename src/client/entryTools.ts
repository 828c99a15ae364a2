const has = (selector: string): boolean => document.querySelector(`.prose ${selector}`) !== null;

if (has('.anchor')) void import('./anchorCopy.ts');
if (has('.footnotes')) void import('./footnotes.ts');
if (has('.code')) void import('./codeBlocks.ts');
if (has('figure:not(.code)')) void import('./enlargement.ts');
if (has('.equation')) void import('./lazyEquations.ts').then(({ layOutEquations }) => layOutEquations());
if (has('.katex')) {
  void import('./formulaCopy.ts').then(({ copyAsTex }) => document.addEventListener('copy', copyAsTex));
}
