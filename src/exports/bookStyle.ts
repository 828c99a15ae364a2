/**
 * The style sheet of a book. Reading systems choose the font size, the margins, and the colours of text and page, and
 * many of them change the colours at night. So nothing here sets the colour of text or page: rules and drawings take
 * that of the text, and the two accents of drawings can be seen on white and on black.
 */
export const bookStyle = `@charset "utf-8";
body {
  font-family: serif;
  line-height: 1.5;
  overflow-wrap: break-word;
  -webkit-hyphens: auto;
  -epub-hyphens: auto;
  hyphens: auto;
}
a {
  color: inherit;
  text-decoration: underline;
}
p {
  margin: 0 0 0.75em;
  orphans: 2;
  widows: 2;
}
h1, h2, h3, h4, h5, h6 {
  margin: 1.6em 0 0.5em;
  font-weight: 600;
  line-height: 1.25;
  text-align: start;
  -webkit-hyphens: none;
  -epub-hyphens: none;
  hyphens: none;
  break-after: avoid;
  page-break-after: avoid;
}
h1 {
  margin-top: 0;
  font-size: 1.6em;
}
h2 {
  font-size: 1.25em;
}
h3 {
  font-size: 1.1em;
}
h4, h5, h6 {
  font-size: 1em;
}
ul, ol {
  margin: 0 0 0.75em;
  padding-inline-start: 1.5em;
}
.task-list-item {
  list-style: none;
}
dd {
  margin-inline-start: 1.5em;
}
hr {
  width: 30%;
  margin: 1.5em auto;
  border: 0;
  border-top: 1px solid;
}
blockquote {
  margin: 1em 0;
  padding-inline-start: 1em;
  border-inline-start: 2px solid;
}
sup, sub {
  line-height: 0;
}
a[role="doc-noteref"], a[role="doc-backlink"] {
  text-decoration: none;
}
header {
  margin-bottom: 1.8em;
}
.kicker, .meta, .address, .number {
  font-size: 0.85em;
}
.kicker {
  margin-bottom: 0.2em;
  letter-spacing: 0.04em;
}
.kicker, .meta, .address {
  text-align: start;
  -webkit-hyphens: none;
  -epub-hyphens: none;
  hyphens: none;
}
.meta, .address {
  margin-bottom: 0.4em;
}
.lede {
  font-size: 1.1em;
  font-style: italic;
  text-align: start;
}

/* The cover, and the table of contents. */
.cover {
  margin: 0;
  padding: 0;
  text-align: center;
}
.cover img {
  max-height: 100vh;
}
nav ol {
  padding-inline-start: 1.2em;
  list-style: none;
}
nav > ol {
  padding-inline-start: 0;
}
nav li {
  margin: 0.3em 0;
}
nav a {
  text-decoration: none;
}

/* Resources. */
.library {
  padding: 0;
  list-style: none;
}
.library > li {
  margin-bottom: 1.5em;
}
.library p {
  margin-bottom: 0.25em;
}
.step {
  margin-top: 2.4em;
}
.step h2 {
  margin-bottom: 0.3em;
}
.cards {
  padding-inline-start: 0;
  list-style: none;
}
.card a {
  font-weight: 600;
}
.card .meta {
  margin: 0;
}

/* Formulas, code, figures and tables. */
.equation {
  display: block;
  margin: 1em 0;
  overflow-x: auto;
  text-align: center;
}
.wide {
  display: inline-block;
  max-width: 100%;
  overflow-x: auto;
  overflow-y: hidden;
  vertical-align: middle;
}
/* Variants of letters that some browsers do not read from MathML. */
[mathvariant^="bold"] {
  font-weight: bold;
}
[mathvariant="bold-italic"] {
  font-style: italic;
}
[mathvariant^="sans-serif"], [mathvariant="bold-sans-serif"] {
  font-family: sans-serif;
}
[mathvariant="monospace"] {
  font-family: monospace;
}
code, pre, kbd, samp {
  font-family: monospace;
  font-size: 0.9em;
  -webkit-hyphens: none;
  -epub-hyphens: none;
  hyphens: none;
}
pre {
  margin: 0;
  padding: 0.6em 0.8em;
  border: 1px solid;
  border-radius: 3px;
  line-height: 1.4;
  text-align: left;
  white-space: pre-wrap;
}
pre code {
  font-size: 0.9em;
}
.token-keyword {
  font-weight: 700;
}
.token-comment {
  font-style: italic;
}
.highlighted {
  background: rgba(128, 128, 128, 0.25);
}
.has-diff .line::before {
  content: "  ";
}
.has-diff .add::before {
  content: "+ ";
}
.has-diff .remove::before {
  content: "- ";
}
figure {
  margin: 1.2em 0;
  text-align: center;
}
.code {
  text-align: start;
}
.code figcaption {
  margin: 0 0 0.3em;
  font-family: monospace;
}
figcaption {
  margin-top: 0.5em;
  font-size: 0.85em;
}
img, svg {
  max-width: 100%;
  height: auto;
  break-inside: avoid;
  page-break-inside: avoid;
}
.side-by-side img, .side-by-side svg {
  max-width: 48%;
}
.table {
  margin: 1em 0;
  overflow-x: auto;
}
table {
  margin: 0 auto;
  border-collapse: collapse;
  font-size: 0.9em;
  line-height: 1.35;
}
th, td {
  padding: 0.3em 0.6em;
  border-bottom: 1px solid;
  text-align: start;
  vertical-align: top;
}
.align-left {
  text-align: left;
}
.align-center {
  text-align: center;
}
.align-right {
  text-align: right;
}
.callout {
  margin: 1em 0;
  padding: 0.6em 0.9em 0.1em;
  border: 1px solid;
  border-radius: 3px;
}
.callout-title {
  margin-bottom: 0.3em;
  font-weight: 600;
}
.footnotes {
  margin-top: 2.5em;
  padding-top: 0.8em;
  border-top: 1px solid;
  font-size: 0.85em;
}
.footnotes p {
  margin-bottom: 0.5em;
}
.number {
  font-variant-numeric: tabular-nums;
}

/* Drawings, with the classes that an owner can use in them. */
svg.own-colours {
  background: #fff;
  color: #000;
}
svg {
  font: 14px sans-serif;
}
.fig-text, .fig-strong, .fig-math, .fig-arrow {
  fill: currentColor;
}
.fig-strong {
  font-weight: 600;
}
.fig-small, .fig-index {
  font-size: 12px;
}
.fig-math {
  font-family: serif;
  font-size: 16px;
  font-style: italic;
}
.fig-line, .fig-grid, .fig-accent-line {
  fill: none;
  stroke: currentColor;
  stroke-width: 1.5;
}
.fig-grid {
  stroke-opacity: 0.25;
  stroke-width: 1;
}
.fig-dashed {
  stroke-dasharray: 4 4;
}
.fig-box {
  fill: currentColor;
  fill-opacity: 0.04;
  stroke: currentColor;
  stroke-opacity: 0.6;
}
.fig-soft {
  fill: currentColor;
  fill-opacity: 0.12;
}
.fig-accent {
  fill: #c8602f;
}
.fig-accent-line {
  stroke: #c8602f;
  stroke-width: 2.5;
}
.fig-wash {
  fill: #c8602f;
  fill-opacity: 0.2;
}
.fig-faint {
  opacity: 0.35;
}
.fig-fill-1 {
  fill: #559878;
}
.fig-fill-2 {
  fill: #b25f86;
}
.fig-fill-3 {
  fill: #c8702f;
}
.fig-fill-4 {
  fill: #6a8ec8;
}
.fig-fill-5 {
  fill: #4b9cac;
}
.fig-fill-6 {
  fill: #a8962f;
}
.fig-fill-7 {
  fill: #8271b0;
}
.fig-fill-8 {
  fill: #8a8378;
}
`;
