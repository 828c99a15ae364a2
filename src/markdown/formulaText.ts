/** Commands whose names mean nothing to a reader, or that only set spaces and sizes. */
const silent =
  /^(?:left|right|middle|[bB]igg?[lrm]?|(?:display|text|script|scriptscript)style|limits|nolimits|nonumber|notag|label|tag|,|!|:|;|\/|-|mathstrut|strut|phantom|allowbreak)$/;

const signs: Readonly<Record<string, string>> = {
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η' },
  ...{ theta: 'θ', vartheta: 'ϑ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ' },
  ...{ varrho: 'ϱ', sigma: 'σ', varsigma: 'ς', tau: 'τ', upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ' },
  ...{ omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ' },
  ...{ Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', infty: '∞', partial: '∂', nabla: '∇', ell: 'ℓ', hbar: 'ℏ', Re: 'ℜ', Im: 'ℑ' },
  ...{ emptyset: '∅', varnothing: '∅', forall: '∀', exists: '∃', neg: '¬', lnot: '¬', aleph: 'ℵ', top: '⊤', bot: '⊥' },
  ...{ sum: '∑', prod: '∏', int: '∫', iint: '∬', oint: '∮', dots: '…', ldots: '…', cdots: '⋯', vdots: '⋮', ddots: '⋱' },
  ...{ prime: '′', degree: '°', circ: '∘', dagger: '†', star: '⋆', ast: '∗', bullet: '•', sharp: '♯', square: '□' },
  ...{ langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', lvert: '|', rvert: '|', vert: '|' },
  ...{ lVert: '‖', rVert: '‖', Vert: '‖', '|': '‖', cdot: '·', angle: '∠', triangle: '△', checkmark: '✓' },
};

/** Relation signs, which get a space on both sides. */
const relations: Readonly<Record<string, string>> = {
  ...{ leq: '≤', le: '≤', geq: '≥', ge: '≥', neq: '≠', ne: '≠', approx: '≈', equiv: '≡', sim: '∼', simeq: '≃' },
  ...{ cong: '≅', propto: '∝', ll: '≪', gg: '≫', in: '∈', notin: '∉', ni: '∋', subset: '⊂', subseteq: '⊆' },
  ...{ supset: '⊃', supseteq: '⊇', cup: '∪', cap: '∩', setminus: '∖', times: '×', div: '÷', pm: '±', mp: '∓' },
  ...{ oplus: '⊕', otimes: '⊗', odot: '⊙', land: '∧', wedge: '∧', lor: '∨', vee: '∨', to: '→', rightarrow: '→' },
  ...{ leftarrow: '←', gets: '←', Rightarrow: '⇒', implies: '⇒', Leftarrow: '⇐', iff: '⇔', Leftrightarrow: '⇔' },
  ...{ leftrightarrow: '↔', mapsto: '↦', longrightarrow: '⟶', uparrow: '↑', downarrow: '↓', mid: '|', parallel: '∥' },
  ...{ perp: '⊥', vdash: '⊢', models: '⊨', triangleq: '≜', coloneqq: '≔', prec: '≺', succ: '≻', quad: '', qquad: '' },
};

/** Combining characters for the accents of TeX. */
const accents: Readonly<Record<string, string>> = {
  ...{ hat: '\u0302', widehat: '\u0302', tilde: '\u0303', widetilde: '\u0303', bar: '\u0304', overline: '\u0304' },
  ...{ dot: '\u0307', ddot: '\u0308', vec: '\u20D7', acute: '\u0301', grave: '\u0300', check: '\u030C' },
};

const doubleStruck: Readonly<Record<string, string>> = { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' };

const raised = pairs('0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′', {
  with: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′',
});
const lowered = pairs('0123456789+-=()aehijklmnoprstuvxβγρφχ', { with: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ' });

function pairs(from: string, to: { readonly with: string }): ReadonlyMap<string, string> {
  const results = [...to.with];
  return new Map([...from].map((sign, index) => [sign, results[index] ?? sign]));
}

/** Longer formulas are errors. */
const longest = 4_000;
/** Groups nested deeper than this are read without structure. */
const deepest = 30;

/**
 * A formula as text that people can read without a renderer: `x^2` as `x²`, `\mathbb{E}[x]` as `𝔼[x]`. Whatever has no
 * character stays readable TeX, without its backslashes.
 */
export function formulaText(tex: string): string {
  if (tex.length > longest) return '…';
  const tokens = tex.match(/\\(?:[a-zA-Z]+\*?|[^a-zA-Z])|[^\\]/gsu) ?? [];
  const state = { tokens, at: 0 };
  const text = readGroup(state, 0, true);
  return text
    .replace(/\s+/g, ' ')
    .replace(/([([]) | ([)\],;])/g, '$1$2')
    .trim();
}

interface State {
  readonly tokens: readonly string[];
  at: number;
}

/** The text up to the brace that ends the group, or to the end. */
function readGroup(state: State, depth: number, isWhole = false): string {
  const parts: string[] = [];
  while (state.at < state.tokens.length) {
    if (state.tokens[state.at] === '}') {
      state.at += 1;
      if (!isWhole) break;
      continue;
    }
    parts.push(readOne(state, depth));
  }
  return parts.join('');
}

/** The text of the next token, with its arguments. */
function readOne(state: State, depth: number): string {
  const token = state.tokens[state.at] ?? '';
  state.at += 1;
  if (token === '{') return depth > deepest ? '' : readGroup(state, depth + 1);
  if (token === '^' || token === '_') return readScript(state, depth, token);
  if (token === '&' || token === '}') return '';
  if (token === "'") return '′';
  if (token === '~') return ' ';
  if (token.length === 1) return token;
  return readCommand(state, depth, token.slice(1).replace(/\*$/, ''));
}

function readCommand(state: State, depth: number, name: string): string {
  const next = state.tokens[state.at] ?? '';
  if (Object.hasOwn(signs, name)) {
    skipSpaces(state);
    return signs[name] ?? '';
  }
  if (Object.hasOwn(relations, name)) return ` ${relations[name]} `;
  if (name === '\\' || name === ' ' || name === 'newline') return ' ';
  // The number is known only once all formulas are rendered: see `numberedText()`.
  if (name === 'ref' || name === 'eqref') return `\\${name}{${argument(state, depth)}}`;
  if (name === 'begin' || name === 'end') {
    argument(state, depth);
    return ' ';
  }
  if (silent.test(name)) {
    skipSpaces(state);
    // `\left.` is an invisible delimiter.
    if (/^(?:left|right)$/.test(name) && state.tokens[state.at] === '.') state.at += 1;
    return '';
  }
  if (Object.hasOwn(accents, name)) {
    const text = argument(state, depth);
    return [...text].length === 1 ? `${text}${accents[name]}`.normalize('NFC') : text;
  }
  if (/^[dt]?frac$|^[dt]?binom$/.test(name)) {
    const [above, below] = [enclosed(argument(state, depth)), enclosed(argument(state, depth))];
    return name.endsWith('frac') ? `${above}/${below}` : `(${above} over ${below})`;
  }
  if (name === 'sqrt') {
    const root = next === '[' ? readRoot(state) : '';
    return `${root}√${enclosed(argument(state, depth))}`;
  }
  if (name === 'mathbb' || name === 'Bbb') return [...argument(state, depth)].map(toDoubleStruck).join('');
  if (/^(?:operatorname|mathop)$/.test(name)) return ` ${argument(state, depth)} `;
  if (/^(?:text\w*|math\w+|bm|boldsymbol|pmb|mbox|hbox|boxed|underline|underbrace|overbrace|bf|rm|it)$/.test(name))
    return next === '{' || next === ' ' ? argument(state, depth) : '';
  // The name of a function, such as `\log`.
  return /^[a-zA-Z]/.test(name) ? ` ${name}${next === '{' ? ' ' : ''}` : name;
}

/** The argument of a command: a group, or one token. */
function argument(state: State, depth: number): string {
  skipSpaces(state);
  return depth > deepest ? '' : readOne(state, depth + 1).trim();
}

function readRoot(state: State): string {
  const near = state.tokens.slice(state.at, state.at + 6);
  const end = near.indexOf(']');
  if (end < 0) return '';
  const degree = near.slice(1, end).join('');
  state.at += end + 1;
  return inScript(degree, raised) ?? '';
}

function readScript(state: State, depth: number, mark: string): string {
  const text = argument(state, depth);
  if (text === '') return '';
  if (mark === '^' && /^[∗*†∘]$/u.test(text)) return text === '∘' ? '°' : text.replace('∗', '*');
  const short = inScript(text, mark === '^' ? raised : lowered);
  return short ?? `${mark}${[...text].length === 1 ? text : `(${text})`}`;
}

function inScript(text: string, table: ReadonlyMap<string, string>): string | undefined {
  const found = [...text.replaceAll(' ', '')].map((sign) => table.get(sign));
  return found.includes(undefined) ? undefined : found.join('');
}

function enclosed(text: string): string {
  return /^[\p{L}\p{N}\p{M}.]*$|^\([^()]*\)$/u.test(text) ? text : `(${text})`;
}

function toDoubleStruck(letter: string): string {
  if (doubleStruck[letter] !== undefined) return doubleStruck[letter];
  if (/^[A-Z]$/.test(letter)) return String.fromCodePoint(0x1d538 + letter.charCodeAt(0) - 65);
  return /^[0-9]$/.test(letter) ? String.fromCodePoint(0x1d7d8 + Number(letter)) : letter;
}

function skipSpaces(state: State): void {
  while (state.tokens[state.at] !== undefined && /^\s$/.test(state.tokens[state.at] ?? '')) state.at += 1;
}
