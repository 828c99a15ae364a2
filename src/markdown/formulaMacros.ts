import { ParseError, type KatexOptions } from 'katex';

type Macros = NonNullable<KatexOptions['macros']>;

/** The macros that the formulas of an entry define, for its later formulas. */
export interface EntryMacros {
  readonly defined: Readonly<Macros>;
  /** The formulas that defined them: a key for caches. */
  readonly source: string;
}

export const noMacros: EntryMacros = { defined: {}, source: '' };

/** KaTeX commands that write to standard output, where they could inject commands into a CI log. */
const silenced = { '\\message': '', '\\errmessage': '', '\\show': '' };

/** The part of KaTeX's macro expander that our macros use. */
export interface Expander {
  /** The next token. */
  future(): { readonly text: string };
  popToken(): unknown;
  /** The tokens of an argument, last one first. */
  consumeArg(): { readonly tokens: readonly { readonly text: string }[] };
  readonly macros: {
    has(name: string): boolean;
    get(name: string): unknown;
    set(name: string, value: unknown, isGlobal?: boolean): void;
    readonly builtins: Readonly<Record<string, unknown>>;
  };
}

/** Definitions as people write them for LaTeX and MathJax. */
const definitions: Macros = {
  // KaTeX refuses to redefine its own macros, but many of them, such as `\R`, are not in LaTeX. Definitions end with
  // their formula, so the next formula can repeat them.
  '\\newcommand': (expander: object) => {
    const { macros } = expander as Expander;
    const name = definedName(expander as Expander);
    return `${macros.has(name) ? '\\renewcommand' : '\\@newcommand'}{${name}}`;
  },
  '\\@newcommand': (expander: object) => expandAs('\\newcommand', expander),
  // From the package `amsmath`. KaTeX has no such command.
  '\\DeclareMathOperator': '\\@ifstar{\\@operator{\\operatorname*}}{\\@operator{\\operatorname}}',
  '\\@operator': '\\def#2{#1{#3}}',
};

function definedName(expander: Expander): string {
  if (expander.future().text === '*') expander.popToken();
  return expander
    .consumeArg()
    .tokens.map(({ text }) => text)
    .toReversed()
    .join('');
}

/** Calls KaTeX's own macro of this name. */
function expandAs(command: string, expander: object): string {
  const expand = (expander as Expander).macros.builtins[command] as ((expander: object) => string) | undefined;
  if (!expand) throw new ParseError(`Undefined control sequence: ${command}`);
  return expand(expander);
}

/** A command of mhchem, whose errors are arrays. */
function chemical(command: string) {
  return (expander: object): string => {
    try {
      return expandAs(command, expander);
    } catch (error) {
      if (!Array.isArray(error)) throw error;
      const isOwn = String(error[0]).startsWith('MhchemBug');
      throw new ParseError(isOwn ? `${command} cannot read its argument` : String(error[1]).replace(/\.$/, ''));
    }
  };
}

const chemistry: Macros = { '\\ce': chemical('\\ce'), '\\pu': chemical('\\pu') };

const usesChemistry = /\\(?:ce|pu|tripledash)(?![A-Za-z])/;

let isChemistryLoaded = false;

/**
 * Loads mhchem, KaTeX's extension for chemistry, if a text uses it. It is large, and few entries need it. Undefined if
 * there is nothing to load.
 */
export function loadChemistry(tex: string): Promise<void> | undefined {
  if (isChemistryLoaded || !usesChemistry.test(tex)) return undefined;
  return import('katex/contrib/mhchem').then(() => {
    isChemistryLoaded = true;
  });
}

/** All macros that a formula can use, in a new object, because KaTeX stores the definitions of the formula in it. */
export function macrosFor(log: Readonly<Record<string, string>>, entry: EntryMacros): Macros {
  return { ...definitions, ...log, ...entry.defined, ...silenced, ...chemistry };
}

const defining = /\\(?:[gex]?def|let|futurelet|(?:new|renew|provide)command|DeclareMathOperator)(?![A-Za-z])/;

/** Whether a formula defines macros. */
export function definesMacros(formula: string): boolean {
  return defining.test(formula);
}

/** The macros of an entry after a formula that was rendered with `macros`, from `macrosFor()`. */
export function macrosAfter(
  macros: Readonly<Macros>,
  log: Readonly<Record<string, string>>,
  { source }: EntryMacros,
  formula: string,
): EntryMacros {
  const own = Object.entries(macros).filter(
    // KaTeX's own definitions have an `@` in their names.
    ([name, value]) => !name.includes('@') && log[name] !== value && typeof value !== 'function',
  );
  return { defined: Object.fromEntries(own), source: `${source}\n${formula}` };
}

/** The most symbols that a formula may have once its macros are expanded. KaTeX limits only the number of expansions. */
export const mostSymbols = 10_000;
/** The most uses of arguments in a macro, each of which copies an argument. */
const mostCopies = 50;

/** The error for formulas that exceed one of our limits. */
export class LimitError extends Error {}

/** The macros in a proxy that counts symbols: KaTeX looks up each one to find out whether it is a macro. */
export function countingSymbols(macros: Macros): { readonly macros: Macros; readonly count: () => number } {
  let count = 0;
  const proxy = new Proxy(macros, {
    getOwnPropertyDescriptor(target, name) {
      count += 1;
      if (count > mostSymbols) throw new LimitError('more than 10,000 symbols once its macros are expanded');
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    get(target, name) {
      const definition = Reflect.get(target, name) as { readonly tokens?: readonly { readonly text: string }[] };
      const copies = definition?.tokens?.filter(({ text }) => text === '#').length ?? 0;
      if (copies > mostCopies) throw new LimitError(`a macro that uses its arguments more than ${mostCopies} times`);
      return definition;
    },
  });
  return { macros: proxy, count: () => count };
}
