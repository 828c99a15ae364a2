import type { Element } from 'hast';
import { allowed } from '../../src/markdown/sanitizeSchema.ts';
import { drawn } from '../../src/markdown/drawing.ts';
import { quoted, type RuleBreach } from './auditElements.ts';

/** Elements that the pipeline adds to the text of an entry: figures, cards, callouts, anchors, icons and formulas. */
const added = [
  ...[
    'annotation',
    'b',
    'div',
    'figcaption',
    'figure',
    'i',
    'math',
    'picture',
    'semantics',
    'source',
    'span',
    'svg',
    'use',
  ],
  ...[
    'menclose',
    'mfrac',
    'mi',
    'mmultiscripts',
    'mn',
    'mo',
    'mover',
    'mpadded',
    'mphantom',
    'mprescripts',
    'mroot',
    'mrow',
  ],
  ...[
    'ms',
    'mspace',
    'msqrt',
    'mstyle',
    'msub',
    'msubsup',
    'msup',
    'mtable',
    'mtd',
    'mtext',
    'mtr',
    'munder',
    'munderover',
  ],
  ...['none', 'mglyph', 'mlabeledtr'],
];
const elements = new Set([...(allowed.tagNames ?? []), ...drawn.elements, ...added]);

const attributes = new Set([
  ...[
    'alt',
    'checked',
    'className',
    'dataFootnoteBackref',
    'dataFootnoteRef',
    'dataFootnotes',
    'dataLanguage',
    'dataNumber',
    'dataPrinted',
  ],
  ...[
    'decoding',
    'disabled',
    'height',
    'href',
    'id',
    'loading',
    'open',
    'rel',
    'role',
    'sizes',
    'src',
    'srcSet',
    'start',
  ],
  ...['colSpan', 'rowSpan', 'style', 'tabIndex', 'title', 'type', 'width', 'align', 'dir', 'lang'],
  // In formulas.
  ...[
    'accent',
    'accentUnder',
    'columnalign',
    'columnlines',
    'columnspacing',
    'display',
    'displaystyle',
    'encoding',
    'fence',
  ],
  ...[
    'framespacing',
    'frame',
    'linebreak',
    'linethickness',
    'lspace',
    'mathbackground',
    'mathcolor',
    'mathsize',
    'mathvariant',
  ],
  ...[
    'maxsize',
    'minsize',
    'movablelimits',
    'notation',
    'preserveAspectRatio',
    'rowlines',
    'rowspacing',
    'rspace',
    'scriptlevel',
  ],
  ...[
    'separator',
    'side',
    'stretchy',
    'symmetric',
    'voffset',
    'xmlns',
    'depth',
    'largeop',
    'accentunder',
    'lquote',
    'rquote',
  ],
  ...drawn.attributes,
]);

/** Violations in the text of an entry, including ids of the frame, which contain a dot or are listed in `frame`. */
export function auditProse(inside: readonly Element[]): readonly RuleBreach[] {
  return inside.flatMap((element): RuleBreach[] => {
    const { tagName, properties } = element;
    const message = quoted(element);
    const strange = Object.keys(properties).filter((name) => !attributes.has(name) && !name.startsWith('aria'));
    const id = String(properties.id ?? '');
    const isOfFrame = id.startsWith('page.');
    const isControl =
      tagName === 'input' && (properties.type !== 'checkbox' || properties.disabled !== true || id !== '');
    return [
      ...(elements.has(tagName) && !isControl ? [] : [{ rule: 'element' as const, message }]),
      ...(strange.length === 0 ? [] : [{ rule: 'attribute' as const, message: `${strange.join(', ')} on ${message}` }]),
      ...(isOfFrame ? [{ rule: 'clobbering-id' as const, message }] : []),
    ];
  });
}
