/** What has a tool: links of headings and equations, footnotes, code, figures and formulas. */
const withTools = ':is(.anchor, .footnotes, figure, .equation, .katex)';

// One script for all of them: most entries have several.
if (document.querySelector(`.prose ${withTools}`)) void import('./contentTools.ts');

document.querySelector('.cite')?.addEventListener('toggle', () => void import('./citeTools.ts'));
