import { transformerNotationDiff } from '@shikijs/transformers';
import type { Element, Parents, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import {
  createCssVariablesTheme,
  createHighlighter,
  isSpecialLang,
  type Highlighter,
  type ShikiTransformer,
} from 'shiki';
import { SKIP, visit } from './visit.ts';
import { lineId } from '../log/fragments.ts';
import { readLanguage } from './codeLanguage.ts';

const theme = createCssVariablesTheme({ name: 'learnlog', variablePrefix: '--', fontStyle: false });

/** Replaces style attributes with classes (`token-keyword`), because each theme has its own colours. */
const classesForStyles: ShikiTransformer = {
  // The highlighter's time limit would make the output depend on the load of the machine.
  preprocess(_code, options) {
    options.tokenizeTimeLimit = 0;
  },
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const name = /var\(--(token-[a-z-]+)\)/.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (name) this.addClassToHast(node, name);
  },
};

/**
 * Highlights the lines listed on a fence, `{2,4-6}`. Ranges are not expanded: `{1-999999999}` would exhaust the memory.
 */
function highlightedLines(meta: string): ShikiTransformer {
  const listed = /\{([\d,\s-]+)\}/.exec(meta)?.[1] ?? '';
  const ranges = listed.split(',').map((range) => range.split('-').map(Number));
  return {
    line(node, number) {
      const isListed = ranges.some(([first = 0, last = first]) => first <= number && number <= last);
      if (isListed) this.addClassToHast(node, 'highlighted');
    },
  };
}

/** Gives each line an id to link to. */
function linesOf(block: string): ShikiTransformer {
  return {
    line(node, number) {
      node.properties.id = lineId(block, number);
    },
  };
}

const diff = transformerNotationDiff({ matchAlgorithm: 'v3' });

let shared: Promise<Highlighter> | undefined;

async function highlighterFor(language: string): Promise<Highlighter> {
  shared ??= createHighlighter({ themes: [theme], langs: [] });
  const highlighter = await shared;
  if (!isSpecialLang(language)) await highlighter.loadLanguage(language as Parameters<Highlighter['loadLanguage']>[0]);
  return highlighter;
}

/** Highlights code and adds the title from its fence: `python title="attention.py" {2,4-6}`. */
export function rehypeCode() {
  return async (tree: Root): Promise<void> => {
    const blocks: { code: Element; index: number; parent: Parents }[] = [];
    visit(tree, 'element', (node, index, parent) => {
      const [code] = node.children;
      if (node.tagName !== 'pre' || code?.type !== 'element' || !parent || index === undefined) return undefined;
      blocks.push({ code, index, parent });
      return SKIP;
    });
    for (const { code, index, parent } of blocks) parent.children[index] = await highlight(code);
  };
}

async function highlight(code: Element): Promise<Element> {
  const [language] = [code.properties.className].flat();
  const named = /^language-(.+)$/.exec(String(language ?? ''))?.[1] ?? 'text';
  const lang = readLanguage(named).language;
  const meta = String(code.properties.dataMeta ?? '');
  const id = String(code.properties.id);
  const text = toText(code, { whitespace: 'pre' }).replace(/\n$/, '');
  const [quoted = '', title] = /(?:^|\s)title="([^"]*)"/.exec(meta) ?? [];
  const highlighter = await highlighterFor(lang);
  const root = highlighter.codeToHast(text, {
    lang,
    theme: 'learnlog',
    transformers: [diff, highlightedLines(meta.replace(quoted, '')), linesOf(id), classesForStyles],
  });
  const caption = title ? [h('figcaption', title)] : [];
  const className = ['code', ...(text.includes('\n') ? ['numbered'] : [])];
  return h('figure', { className, id, dataLanguage: lang }, [...caption, ...(root.children as Element[])]);
}
