import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Replaces GitHub's `gh` when a workflow runs in a test: answers each path from `answers.json`, and copies artifacts
 * from a folder.
 */
const [, , ...words] = process.argv;
const { ARTEFACTS = '', ANSWERS = '' } = process.env;

if (words[0] === 'run' && words[1] === 'download') {
  const [name = '', to = ''] = ['--name', '--dir'].map((option) => words[words.indexOf(option) + 1]);
  await mkdir(to, { recursive: true });
  await cp(join(ARTEFACTS, name), join(to, 'review.json'), { verbatimSymlinks: true });
} else {
  const path = words.find((word) => word.startsWith('repos/')) ?? '';
  const answers = JSON.parse(await readFile(ANSWERS, 'utf8')) as Readonly<Record<string, unknown>>;
  const isWriting = words.includes('POST') || words.includes('PATCH');
  if (!isWriting && !(path in answers)) throw new Error(`Nobody says what "${path}" is.`);
  console.log(JSON.stringify(isWriting ? {} : answers[path]));
}
