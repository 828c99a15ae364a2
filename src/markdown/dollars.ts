import type { Code, State, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText';
    mathTextSequence: 'mathTextSequence';
    mathTextData: 'mathTextData';
  }
}

const dollar = 36;
const backslash = 92;

/**
 * Makes `remark-math` follow Pandoc's rule for single dollars, which keeps prices and shell variables as text: no space
 * after the opening `$`, no space before the closing one and no digit after it. As in Pandoc, `\$` closes nothing.
 * Paths of shell variables, `$HOME/$USER`, are text too, although Pandoc reads a formula.
 * Replaces the tokenizer, because turning a formula back into text after parsing would lose the Markdown inside it.
 */
export function remarkDollars(this: Processor): void {
  for (const { text } of this.data().micromarkExtensions ?? []) {
    const construct = text?.[dollar];
    if (construct && !Array.isArray(construct)) construct.tokenize = tokenizeFormula;
  }
}

/** Emits the tokens of `micromark-extension-math`, because its resolver merges them. */
const tokenizeFormula: Tokenizer = (effects, ok, nok) => {
  let openLength = 0;
  let closeLength = 0;
  let isAfterSpace = false;
  let tex = '';
  return (code) => {
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    return open(code);
  };

  function open(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code);
      openLength += 1;
      return open;
    }
    effects.exit('mathTextSequence');
    return openLength === 1 && isSpace(code) ? nok(code) : between(code);
  }

  function between(code: Code): State | undefined {
    if (code === null) return nok(code);
    if (code === dollar) {
      if (openLength === 1 && isAfterSpace) return nok(code);
      effects.enter('mathTextSequence');
      closeLength = 0;
      return close(code);
    }
    isAfterSpace = isSpace(code);
    if (isAfterSpace) {
      tex += ' ';
      const type = isLineEnd(code) ? 'lineEnding' : 'space';
      effects.enter(type);
      effects.consume(code);
      effects.exit(type);
      return between;
    }
    effects.enter('mathTextData');
    return data(code);
  }

  function data(code: Code): State | undefined {
    if (code === null || code === dollar || isSpace(code)) {
      effects.exit('mathTextData');
      return between(code);
    }
    effects.consume(code);
    tex += String.fromCodePoint(Math.max(0, code));
    return code === backslash ? escaped : data;
  }

  function escaped(code: Code): State | undefined {
    if (code !== dollar && code !== backslash) return data(code);
    effects.consume(code);
    return data;
  }

  function close(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code);
      closeLength += 1;
      return close;
    }
    const sequence = effects.exit('mathTextSequence');
    if (closeLength === openLength) {
      if (openLength === 1 && (isDigit(code) || isVariable(tex, code))) return nok(code);
      effects.exit('mathText');
      return ok(code);
    }
    sequence.type = 'mathTextData';
    isAfterSpace = false;
    return between(code);
  }
};

/** Whether the text between two dollars is the start of a path or list of shell variables. */
function isVariable(text: string, next: Code): boolean {
  const after = next === null || next < 0 ? '' : String.fromCodePoint(next);
  if (/^[A-Za-z_][\w/.:~-]*[/:]$/.test(text)) return /^[A-Za-z_{(]$/.test(after);
  return /^[A-Z_][A-Z0-9_]+[.,=@+~-]?$/.test(text) && /^[A-Z_{]$/.test(after);
}

/** Negative codes are line breaks and tabs. */
function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32;
}

function isLineEnd(code: Code): boolean {
  return code !== null && code < -2;
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}
