import { expect, test } from 'vitest';
import { doi } from '../sources/doi.ts';
import { lookUp } from '../sources/lookUp.ts';
import { page } from '../sources/page.ts';
import { readTarget, type Target } from '../sources/target.ts';
import { readKnownLog } from '../new.ts';
import { makeFolder } from '../../loader/fixtures/folder.ts';
import { serve, webOf } from './fixtures/server.ts';
import { webForSources } from './userAgent.ts';
import { makePace } from './web.ts';

async function userAgents(author: unknown, fields = '') {
  const { address, port, asked } = await serve((_, response) => response.end('{"title": "A", "type": "book"}'));
  const folder = await makeFolder({
    'content/log.md': `---\ntitle: A log\n${fields}---\n`,
    'package.json': JSON.stringify({ author }),
  });
  const { entries = [] } = (await readKnownLog(folder)) ?? {};
  const { userAgent, mail } = await webForSources(folder, entries, 'adds a resource');
  const web = { ...webOf(port), userAgent, ...(mail !== undefined && { mail }) };
  for (const what of ['10.1000/1', `${address}/page`])
    await lookUp(readTarget(what) as Target, [doi(address), page()], web, makePace(web));
  return asked.map(({ headers }) => headers['user-agent']);
}

test.each(['Ada <ada@example.org> (https://example.org)', { name: 'Ada', email: 'ada@example.org' }])(
  'only the registry of DOIs is told the email address in package.json: %j',
  async (author) => {
    expect(await userAgents(author, 'author: { name: Ada, url: https://example.org/ada }\n')).toEqual([
      'learnlog (adds a resource; +https://example.org/ada; mailto:ada@example.org)',
      'learnlog (adds a resource; +https://example.org/ada)',
    ]);
  },
);

test.each([undefined, 'Ada', 'Ada <a b@example.org\r\nX: y>', { email: 7 }])(
  'without an email address, there is none: %j',
  async (author) => {
    expect(new Set(await userAgents(author))).toEqual(new Set(['learnlog (adds a resource)']));
  },
);
