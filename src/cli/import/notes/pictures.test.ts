import { describe, expect, test } from 'vitest';
import { serve, webOf } from '../../web/fixtures/server.ts';
import { publicWeb } from '../../web/web.ts';
import { folderOf, png, readFiles } from './fixtures/readFolder.ts';
import { fetchPictures } from './pictures.ts';

const at = { file: 'a.md' };

describe('a picture on the web', () => {
  test('becomes a file of the log, once for all notes, by what it is and not by what its host says', async () => {
    const bytes = await png();
    const { address, port, asked } = await serve(({ url }, response) =>
      url === '/pic%20one?x=1'
        ? response.writeHead(200, { 'content-type': 'text/html' }).end(bytes)
        : response.writeHead(302, { location: '/pic%20one?x=1' }).end(),
    );
    const { texts, files, said } = await readFiles(
      { 'a.md': `![One](${address}/moved.gif)\n`, 'b.md': `![](<${address}/moved.gif> "Two")\n` },
      { web: { ...webOf(port), timeout: 5_000 } },
    );
    const [name = ''] = [...(files?.keys() ?? [])];
    expect(name).toMatch(/^127-0-0-1-\d+\/moved-[0-9a-f]{8}\.png$/);
    expect(Buffer.from(files?.get(name) ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(texts['a.md']).toContain(`![One](files/${name})`);
    expect(texts['b.md']).toContain(`![Two](files/${name} "Two")`);
    expect([asked.length, said]).toEqual([2, []]);
  });

  test.each([
    ['that is missing', 404, '', 'its host answers 404'],
    ['that is a page', 200, '<html>', 'it is not a picture that a page can show'],
    ['that is damaged in a format that must be converted', 200, '\0\0\0\x1cftypavif', 'it is damaged or too large'],
    ['that is too large', 200, Buffer.alloc(6 * 1024 * 1024, '\x89PNG\r\n', 'latin1'), 'it is larger than 5 MB'],
  ])('%s is a link, and the report has its address', async (_, status, body, reason) => {
    const { address, port } = await serve((_request, response) => response.writeHead(status).end(body));
    const { texts, said } = await readFiles(
      { 'a.md': `![One](${address}/x.png) [![two](${address}/x.png)](https://example.org)\n` },
      { web: { ...webOf(port), timeout: 5_000 } },
    );
    expect(texts['a.md']).toContain(`[One](<${address}/x.png>) [two](https://example.org)`);
    expect(said).toEqual([`The picture ${address}/x.png is replaced by a link: ${reason}.`]);
  });

  test('is never asked for at an address that is not public', async () => {
    const { address, port, asked } = await serve((_, response) => response.end('secret'));
    const strict = { ...publicWeb, userAgent: 'learnlog (test)', ports: new Set([port]) };
    const { remarks, files } = await fetchPictures(await folderOf({}), [{ file: `${address}/x.png`, at }], strict);
    expect([asked.length, files.size, remarks[0]?.message]).toEqual([
      0,
      0,
      `The picture ${address}/x.png is replaced by a link: its address is not public.`,
    ]);
  });

  test('stays there without a web', async () => {
    const { texts, said } = await readFiles({ 'a.md': '![One](https://example.org/x.png)\n' });
    expect(texts['a.md']).toContain('[One](<https://example.org/x.png>)');
    expect(said).toEqual(['A picture on the web is replaced by a link.']);
    const file = 'https://example.org/x.png';
    const { remarks } = await fetchPictures(await folderOf({}), [{ file, at }], undefined);
    expect(remarks.map(({ picture }) => picture)).toEqual([file]);
  });

  test('whose description names another host is not called so in its link', async () => {
    const { texts } = await readFiles({ 'a.md': '![Screenshot of google.com](https://example.org/x.png)\n' });
    expect(texts['a.md']).toMatch(/\[(?:Picture|Screenshot of google\.com)\]\(<https:\/\/example\.org\/x\.png>\)/);
  });

  test('is asked for only twice at a host that gives no answer', async () => {
    const { address, port, asked } = await serve(() => undefined);
    const web = { ...webOf(port), timeout: 100 };
    const all = Array.from({ length: 30 }, (_, index) => ({ file: `${address}/${index}.png`, at }));
    const { remarks } = await fetchPictures(await folderOf({}), all, web);
    expect(asked.length).toBe(2);
    expect(remarks.map(({ message }) => message)).toEqual(
      all.map(({ file }) => `The picture ${file} is replaced by a link: its host takes too long to answer.`),
    );
    expect(remarks.map(({ picture }) => picture)).toEqual(all.map(({ file }) => file));
  });

  test('is not asked for any more once twenty hosts gave no answer, and none one', async () => {
    const tried = new Set<string>();
    const web = {
      ...webOf('1'),
      isAllowed: (ip: string) => {
        tried.add(ip);
        return true;
      },
    };
    const all = Array.from({ length: 200 }, (_, index) => ({ file: `http://127.0.0.${index + 1}:1/x.png`, at }));
    const { remarks } = await fetchPictures(await folderOf({}), all, web);
    expect(tried.size).toBeGreaterThanOrEqual(20);
    expect(tried.size).toBeLessThan(20 + 2 * web.atOnce);
    expect(remarks[0]).toMatchObject({
      kind: 'needs-person',
      message: expect.stringMatching(/Is this machine online/),
    });
    expect(remarks.at(-1)?.message).toBe(`The picture ${all.at(-1)?.file} is replaced by a link: no host answers.`);
    expect(remarks).toHaveLength(201);
  });

  test('is asked for although many other hosts give no answer', async () => {
    const { address, port } = await serve((_, response) => response.writeHead(404).end());
    const web = { ...webOf(port, '1'), isAllowed: () => true };
    const dead = Array.from({ length: 40 }, (_, index) => ({ file: `http://127.0.1.${index + 1}:1/x.png`, at }));
    const { remarks } = await fetchPictures(await folderOf({}), [{ file: `${address}/x.png`, at }, ...dead], web);
    expect(remarks.filter(({ message }) => /no host answers/.test(message))).toEqual([]);
    expect(remarks[0]?.message).toMatch('its host answers 404');
  });
});
