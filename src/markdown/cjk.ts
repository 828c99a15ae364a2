import type { Element, Root } from 'hast';
import type { Code, Construct, Event, Extension, State, Token, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';
import { visit } from './visit.ts';

/** Letters and punctuation of Chinese, Japanese and Korean, which need no spaces around emphasis. */
const cjk =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3001-\u303f\u3099-\u309c\u30a0-\u30ff\uff01-\uffee]$/u;

/**
 * Lets `**…**`, `*…*` and `~~…~~` start and end beside Chinese, Japanese and Korean, as in `**注意：**不要`. CommonMark sees
 * no emphasis there, because there is no space (its section 6.2 with the amendments of
 * https://github.com/tats-u/markdown-cjk-friendly). Other text is parsed as in CommonMark.
 */
export function remarkCjk(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push(emphasis);
}

/** CommonMark's construct for emphasis, with a different test of what may start and end it. */
const attention: Construct = {
  name: 'attention',
  tokenize(effects, ok) {
    const { previous } = this;
    let marker: Code = null;
    const inside: State = (code) => {
      if (code === marker) {
        effects.consume(code);
        return inside;
      }
      const token = effects.exit('attentionSequence');
      const { before, after, open, close } = flanksOf(previous, code);
      const isStar = marker === 42;
      token._open = isStar ? open : open && (before !== 'letter' || !close);
      token._close = isStar ? close : close && (after !== 'letter' || !open);
      return ok(code);
    };
    return (code) => {
      marker = code;
      effects.enter('attentionSequence');
      return inside(code);
    };
  },
  resolveAll(events, context) {
    return ofCommonMark(context)?.(events, context) ?? events;
  },
};

/** Whether marks between two characters can open or close emphasis. */
function flanksOf(previous: Code, next: Code) {
  const [before, after] = [kindOf(previous), kindOf(next)];
  const open = after !== 'space' && (after !== 'punctuation' || isCjk(next) || before !== 'letter' || isCjk(previous));
  const close =
    before !== 'space' && (before !== 'punctuation' || isCjk(previous) || after !== 'letter' || isCjk(next));
  return { before, after, open, close };
}

/** GitHub's construct for `~~…~~`, with the same test. */
const strikethrough: Construct = {
  name: 'strikethrough',
  tokenize(effects, ok, nok) {
    const { previous } = this;
    let token: Token | undefined;
    const watched: typeof effects = {
      ...effects,
      exit: (type) => {
        token = effects.exit(type);
        return token;
      },
    };
    const passOn: State = (code) => {
      const { open, close } = flanksOf(previous, code);
      if (token) Object.assign(token, { _open: open, _close: close });
      return ok(code);
    };
    const state = ofGithub(this)?.tokenize.call(this, watched, passOn, nok);
    return state ?? nok;
  },
  resolveAll(events, context) {
    return ofGithub(context)?.resolveAll?.(events, context) ?? events;
  },
};

function ofGithub(context: TokenizeContext): Construct | undefined {
  const constructs = context.parser.constructs.text[126];
  return [constructs ?? []].flat().find((construct) => construct !== strikethrough);
}

const emphasis: Extension = { text: { 42: attention, 95: attention, 126: strikethrough } };

/** CommonMark's function that turns sequences of marks into emphasis. */
function ofCommonMark(context: TokenizeContext): ((events: Event[], context: TokenizeContext) => Event[]) | undefined {
  const constructs = context.parser.constructs.insideSpan.null ?? [];
  return constructs.find((construct) => 'name' in construct && construct.name === 'attention')?.resolveAll;
}

function kindOf(code: Code): 'space' | 'punctuation' | 'letter' {
  if (code === null || code < 0 || /\s/.test(String.fromCharCode(code))) return 'space';
  return /[\p{P}\p{S}]/u.test(String.fromCharCode(code)) ? 'punctuation' : 'letter';
}

/** Whether a character is a letter or punctuation of these scripts. */
export function isCjkCharacter(character: string | undefined): boolean {
  return cjk.test(character ?? '');
}

function isCjk(code: Code): boolean {
  return code !== null && code >= 0 && cjk.test(String.fromCharCode(code));
}

/** Letters and punctuation of Chinese and Japanese. Korean has spaces between words. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\u3099-\u309c\u30a0-\u30ff\uff01-\uff60]`;
const lineEnd = new RegExp(`(?<=${unspaced})\\n(?=${unspaced})`, 'gu');
const blocks = new Set(['p', 'li', 'td', 'th', 'dt', 'dd', 'figcaption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** A text without the line breaks between Chinese and Japanese characters. */
export function joinCjkLines(text: string): string {
  return text.replace(lineEnd, '');
}

/** Joins lines of Chinese and Japanese, between which browsers would show a space. */
export function rehypeCjkLines() {
  return (tree: Root): void => {
    visit(tree, 'element', (block) => {
      if (!blocks.has(block.tagName)) return;
      const parts = partsOf(block);
      const whole = parts.map(({ value }) => value).join('');
      const ends = new Set([...whole.matchAll(lineEnd)].map(({ index }) => index));
      let at = 0;
      for (const part of parts) {
        const start = at;
        at += part.value.length;
        part.value = part.value.replace(/\n/g, (sign, index: number) => (ends.has(start + index) ? '' : sign));
      }
    });
  };
}

/** The texts of a block, with a letter in place of whatever separates them, except for the numbers of footnotes. */
function partsOf(block: Element): readonly { value: string }[] {
  return block.children.flatMap((child) => {
    if (child.type === 'text') return child;
    if (child.type !== 'element' || child.tagName === 'sup') return [];
    const separates = blocks.has(child.tagName) || ['br', 'code', 'img', 'pre'].includes(child.tagName);
    return separates ? { value: 'x' } : partsOf(child);
  });
}
