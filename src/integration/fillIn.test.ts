import { expect, test } from 'vitest';
import { libraryImports } from './fillIn.ts';

test('what a renderer imports from each library is known from its code', () => {
  const code = [
    'import unified, { visit as walk, SKIP } from "learnlog-library:one";import{only}from"learnlog-library:two";',
    'import * as all from "learnlog-library:three"; import "learnlog-library:four";',
    'const five = () => import("learnlog-library:@five/all"), six = "learnlog-library:six";',
  ];
  const again = 'import { only, more } from "learnlog-library:two";\nimport "learnlog-library:two";';
  const files = [code.join('\n'), again].map((text, index) => [`${index}.mjs`, Buffer.from(text)] as const);
  const found = libraryImports({ code: new Map(files), entry: '0.mjs', assets: new Map(), styles: [] });
  expect([...found].map(([name, names]) => [name, ...names])).toEqual([
    ['one', 'default', 'visit', 'SKIP'],
    ['two', 'only', 'more'],
    ['three', '*'],
    ['four'],
    ['@five/all', '*'],
    ['six', '*'],
  ]);
});
