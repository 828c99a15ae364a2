/**
 * Stands for a dollar that is money and not TeX, until the text becomes Markdown. No text has this private-use
 * character.
 */
export const moneySign = '\uE000';

/** A text from TeX. */
export interface TexText {
  /** With formulas between dollars; other dollars are `moneySign`. */
  readonly text: string;
  /** The commands that mean nothing here, and were left out. */
  readonly unknown: readonly string[];
}

/** Combining characters of accents. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030A',
  H: '\u030B',
  v: '\u030C',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
};

/** Commands that stand for a text. */
const names: Readonly<Record<string, string>> = {
  ...{ ss: 'ß', SS: 'ẞ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', aa: 'å', AA: 'Å' },
  ...{ i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', dj: 'đ', DJ: 'Đ', th: 'þ', TH: 'Þ', ng: 'ŋ', NG: 'Ŋ', ij: 'ij', IJ: 'IJ' },
  ...{ textbackslash: '\\', textasciitilde: '~', textasciicircum: '^', textunderscore: '_', textbar: '|', lbrace: '{' },
  ...{ textless: '<', textgreater: '>', textbraceleft: '{', textbraceright: '}', textdollar: moneySign, rbrace: '}' },
  ...{ textendash: '–', textemdash: '—', textquoteleft: '‘', textquoteright: '’', textquotedblleft: '“' },
  ...{ textquotedblright: '”', textquotesingle: "'", textquotedbl: '"', quotedblbase: '„', quotesinglbase: '‚' },
  ...{ guillemotleft: '«', guillemotright: '»', guilsinglleft: '‹', guilsinglright: '›', glqq: '„', grqq: '“' },
  ...{ ldots: '…', dots: '…', textellipsis: '…', textbullet: '•', textperiodcentered: '·', textasteriskcentered: '*' },
  ...{ S: '§', P: '¶', dag: '†', ddag: '‡', copyright: '©', textcopyright: '©', textregistered: '®', pounds: '£' },
  ...{ texttrademark: '™', textdegree: '°', degree: '°', textmu: 'µ', textpm: '±', texttimes: '×', textdiv: '÷' },
  ...{ textonehalf: '½', texteuro: '€', euro: '€', EUR: '€', textsterling: '£', textyen: '¥', textcent: '¢' },
  ...{ textexclamdown: '¡', textquestiondown: '¿', textordfeminine: 'ª', textordmasculine: 'º', textmacron: '¯' },
  ...{ TeX: 'TeX', LaTeX: 'LaTeX', LaTeXe: 'LaTeX2e', BibTeX: 'BibTeX', XeTeX: 'XeTeX', slash: '/', newline: ' ' },
  ...{ textvisiblespace: ' ', quad: ' ', qquad: ' ', space: ' ', nobreakspace: ' ', textnumero: '№', par: ' ' },
};

/** Commands that only change the look of their argument, or of what follows. */
const looks = new Set([
  ...['emph', 'textit', 'textbf', 'textsc', 'texttt', 'textrm', 'textsf', 'textup', 'textsl', 'textmd', 'textnormal'],
  ...['mbox', 'hbox', 'text', 'url', 'path', 'uppercase', 'lowercase', 'MakeUppercase', 'MakeLowercase', 'protect'],
  ...['em', 'it', 'bf', 'sc', 'tt', 'rm', 'sf', 'sl', 'itshape', 'bfseries', 'scshape', 'ttfamily', 'upshape'],
  ...['small', 'large', 'normalfont', 'relax', 'enquote', 'mkbibemph', 'mkbibquote', 'textquote', 'nocase', 'uline'],
  ...['underline', 'footnotesize', 'sloppy', 'allowbreak', 'linebreak'],
]);

/** Commands whose first argument is not shown. */
const firstHidden = new Set([
  ...['href', 'textcolor', 'foreignlanguage', 'noopsort', 'selectlanguage', 'hspace', 'vspace', 'char', 'begin', 'end'],
]);

const raised: Readonly<Record<string, string>> = { ...signs('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ') };
const lowered: Readonly<Record<string, string>> = { ...signs('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎') };

function signs(from: string, to: string): Readonly<Record<string, string>> {
  const others = [...to];
  return Object.fromEntries([...from].map((sign, index) => [sign, others[index] ?? sign]));
}

/**
 * A text from the TeX of a bibliography: accents and symbols are characters, and commands for looks are left out.
 * Formulas stay TeX.
 */
export function readTex(tex: string): TexText {
  const unknown = new Set<string>();
  const reader = { tex, at: 0, unknown };
  const text = readUntil(reader, undefined, 0);
  return { text: text.replace(/\s+/g, ' ').trim().normalize('NFC'), unknown: [...unknown] };
}

/** The same without formulas, for a field that does not take them: a name, a journal. */
export function readTexWithoutFormulas(tex: string): string {
  return readTex(tex).text.replaceAll('$', '').replaceAll(moneySign, '$');
}

/** An address or identifier, in which only some signs are escaped. */
export function readVerbatim(tex: string): string {
  return tex
    .trim()
    .replace(/^\\url\s*\{([^{}]*)\}$/, '$1')
    .replace(/\\(?:text)?asciitilde(?:\{\})?|\\~\{\}|\\sim(?![a-z])|\{\\textasciitilde\}/g, '~')
    .replace(/\\([_%&#{}$~-])/g, '$1')
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^<(.*)>$/s, '$1')
    .replace(/\s+/g, '');
}

interface TexReader {
  readonly tex: string;
  at: number;
  readonly unknown: Set<string>;
}

/** More levels of braces than any text has. What is deeper is left out. */
const deepest = 100;

/** Reads a text until the brace that closes the group. */
function readUntil(reader: TexReader, closing: '}' | undefined, depth: number): string {
  const { tex } = reader;
  let text = '';
  while (reader.at < tex.length) {
    const sign = tex[reader.at] ?? '';
    if (sign === '}') {
      reader.at += 1;
      if (closing !== undefined) return text;
    } else if (sign === '{') {
      text += readGroup(reader, depth);
    } else if (sign === '\\') {
      text += readCommand(reader, depth);
    } else if (sign === '$') {
      text += readFormula(reader);
    } else if (sign === '~') {
      reader.at += 1;
      text += ' ';
    } else {
      const [plain = sign] = matchAt(/---?|``|''|,,(?=\p{L})|`|[^\\{}$~`'\-,]+|./suy, reader);
      reader.at += plain.length;
      text += ligatures[plain] ?? plain;
    }
  }
  return text;
}

const ligatures: Readonly<Record<string, string>> = {
  '--': '–',
  '---': '—',
  '``': '“',
  "''": '”',
  '`': '‘',
  ',,': '„',
};

function matchAt(pattern: RegExp, { tex, at }: TexReader): readonly string[] {
  pattern.lastIndex = at;
  return pattern.exec(tex) ?? [];
}

/** Reads a group in braces. */
function readGroup(reader: TexReader, depth: number): string {
  reader.at += 1;
  if (depth < deepest) return readUntil(reader, '}', depth + 1);
  // Nobody nests so deeply on purpose.
  for (let open = 1; reader.at < reader.tex.length && open > 0; reader.at += 1) {
    const sign = reader.tex[reader.at];
    open += Number(sign === '{') - Number(sign === '}');
  }
  return '';
}

function readFormula(reader: TexReader): string {
  const [whole, inside = ''] = matchAt(/\$\$?([^$]{1,500})\$\$?/y, reader);
  if (whole === undefined) {
    reader.at += 1;
    return moneySign;
  }
  reader.at += whole.length;
  return formula(inside);
}

/** A formula in Markdown. A number alone stays text. */
function formula(tex: string): string {
  const inside = tex.replace(/\s+/g, ' ').trim();
  if (inside === '') return '';
  return /^[\d.,]+$/.test(inside) ? inside : `$${inside}$`;
}

function readCommand(reader: TexReader, depth: number): string {
  const [whole = '\\', word, sign = ''] = matchAt(/\\(?:([A-Za-z]+)[ \t\n]*|(.?))/suy, reader);
  reader.at += whole.length;
  if (word === undefined) {
    if (sign === '(') return readDisplay(reader, '\\)');
    if (sign === '[') return readDisplay(reader, '\\]');
    if (Object.hasOwn(accents, sign)) return accented(reader, accents[sign] ?? '', depth);
    if (sign === '-' || sign === '/' || sign === '@') return '';
    if (sign === '$') return moneySign;
    return /[\\\s,;:!]/.test(sign) ? ' ' : sign;
  }
  if (Object.hasOwn(names, word)) return names[word] ?? '';
  if (Object.hasOwn(accents, word)) return accented(reader, accents[word] ?? '', depth);
  if (word === 'ensuremath') return formula(rawGroup(reader) ?? '');
  if (word === 'textsuperscript') return scripted(reader, raised, depth);
  if (word === 'textsubscript') return scripted(reader, lowered, depth);
  if (firstHidden.has(word)) {
    rawGroup(reader);
    return '';
  }
  if (looks.has(word)) return '';
  reader.unknown.add(`\\${word.slice(0, 30)}`);
  return '';
}

/** The TeX of the group that follows; undefined if there is none. */
function rawGroup(reader: TexReader): string | undefined {
  if (reader.tex[reader.at] !== '{') return undefined;
  let depth = 0;
  for (let at = reader.at; at < reader.tex.length; at += 1) {
    depth += Number(reader.tex[at] === '{') - Number(reader.tex[at] === '}');
    if (depth > 0) continue;
    const inside = reader.tex.slice(reader.at + 1, at);
    reader.at = at + 1;
    return inside;
  }
  return undefined;
}

function readDisplay(reader: TexReader, end: string): string {
  const stop = reader.tex.indexOf(end, reader.at);
  if (stop < 0) return '';
  const inside = reader.tex.slice(reader.at, stop);
  reader.at = stop + end.length;
  return formula(inside);
}

/** The next letter with an accent: `\"{u}`, `\"u`, `\"{\i}`. */
function accented(reader: TexReader, accent: string, depth: number): string {
  const [space = ''] = matchAt(/[ \t\n]*/y, reader);
  reader.at += space.length;
  const sign = reader.tex[reader.at] ?? '';
  let base: string;
  if (sign === '{') base = readGroup(reader, depth);
  else if (sign === '\\' && depth < deepest) base = readCommand(reader, depth + 1);
  else {
    [base = ''] = [...reader.tex.slice(reader.at, reader.at + 2)];
    if (base === '}' || base === '$') base = '';
    reader.at += base.length;
  }
  const [first = '', ...rest] = [...base];
  if (first === '') return '';
  // An accent replaces the dot.
  const letter = first === 'ı' ? 'i' : first === 'ȷ' ? 'j' : first;
  return `${letter}${accent}`.normalize('NFC') + rest.join('');
}

/** What follows as superscript or subscript, if there are characters for it. */
function scripted(reader: TexReader, table: Readonly<Record<string, string>>, depth: number): string {
  const text = reader.tex[reader.at] === '{' ? readGroup(reader, depth) : '';
  const all = [...text];
  return all.every((sign) => Object.hasOwn(table, sign)) ? all.map((sign) => table[sign]).join('') : text;
}
