const htmlNames =
  'a|abbr|b|big|blockquote|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|math|ol|p|pre|q|s|samp|scp|section|small|span|strike|strong|sub|sup|sc|svg|tt|u|ul|var';
/** A tag of HTML, JATS or MathML, but not just any text between `<` and `>`, which a title may contain. */
const tag = new RegExp(
  String.raw`</?(?:${htmlNames}|[a-z]{2,6}:[a-z-]{1,30})(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?>`,
  'gi',
);
const hiddenElements = /<(script|style|(?:mml:)?annotation|jats:title)\b[^<>]*>[^<]*<\/\1\s*>/gi;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The plain text of a value in which a registry leaves tags and character references. */
export function textOfMarkup(value: string): string {
  return value
    .replace(hiddenElements, ' ')
    .replace(/<(?:br|\/p|\/jats:p|\/div|\/li)\s*\/?>/gi, ' ')
    .replace(tag, '')
    .replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g, (whole, decimal, hex, name) => {
      if (name) return named[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
}
