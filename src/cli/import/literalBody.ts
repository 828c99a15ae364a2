import { cleanText } from '../sources/draftFields.ts';

/** Characters that mean something in Markdown or in the syntax of other programs. */
const signs = /[\\`*_[\]<>&$~=^{}|%#]/g;
const address = /(https?:\/\/[^\s<>"\\^`{|}]{1,2000})/i;

/**
 * The text of somebody who writes no Markdown, as a body that shows it literally: with backslashes before anything that
 * would be Markdown. Its paragraphs and line breaks stay, and its addresses become links.
 */
export function literalBody(text: string): string {
  const paragraphs = text.split(/\n[ \t]*\n\s*/).map((paragraph) =>
    paragraph
      .split('\n')
      .map((line) => literalLine(cleanText(line)))
      .filter((line) => line !== '')
      .join('\\\n'),
  );
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function literalLine(line: string): string {
  const parts = line.split(address).map((part, index) => (index % 2 === 1 ? link(part) : part.replace(signs, '\\$&')));
  // At the start of a line, these are lists, headings and rules.
  return parts
    .join('')
    .replace(/^(?:[-+]|:(?=\s))/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** An address as a link, without the punctuation of the sentence around it. */
function link(found: string): string {
  let end = found.length;
  while (/[.,;:!?)\]}'*_]/.test(found[end - 1] ?? '')) end -= 1;
  const [url, rest] = [found.slice(0, end), found.slice(end)];
  return URL.canParse(url) ? `<${url}>${rest.replace(signs, '\\$&')}` : found.replace(signs, '\\$&');
}
