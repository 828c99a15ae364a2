import { join } from 'node:path';
import { plugins, type CSL } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { expect, test, vi } from 'vitest';
import { bibtex as exportBibtex } from '../../../exports/bibtex.ts';
import { citations } from '../../../exports/citation.ts';
import type { RecordKind } from '../../../exports/recordKind.ts';
import { ris } from '../../../exports/ris.ts';
import { checkLog } from '../../../loader/check.ts';
import { makeFolder } from '../../../loader/fixtures/folder.ts';
import { buildLog } from '../../../log/buildLog.ts';
import { isError } from '../../../log/problem.ts';
import { importInto } from '../../import.ts';
import { readRis } from './ris.ts';

const howMany = 500;

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomNumbers(7);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
const chance = (share: number) => random() < share;
const number = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));

type Pair = readonly [shown: string, tex?: string];

/** Texts as they are shown, and in TeX. */
const words = [
  ...[
    ['graphs'],
    ['learning'],
    ['of'],
    ['random'],
    ['walks'],
    ['Bayes'],
    ['kernels'],
    ['a'],
    ['proof'],
    ['über', '{\\"u}ber'],
  ],
  ...[
    ['naïve', 'na{\\"\\i}ve'],
    ['R&D', 'R\\&D'],
    ['50%', '50\\%'],
    ['café', "caf\\'e"],
    ['C#', 'C\\#'],
    ['GPU', '{GPU}'],
  ],
  ...[
    ['Ångström', '{\\AA}ngstr{\\"o}m'],
    ['x_y', 'x\\_y'],
    ['–', '--'],
    ['“so”', "``so''"],
    ['Erdős', 'Erd{\\H o}s'],
    ['*one*'],
  ],
] as unknown as readonly Pair[];

const families = [
  ...[['Müller', 'M{\\"u}ller'], ['Knuth'], ['García Márquez', "Garc{\\'\\i}a M{\\'a}rquez"], ["O'Neil"]],
  ...[
    ['Łukasiewicz', '{\\L}ukasiewicz'],
    ['Øster', '{\\O}ster'],
    ['De Morgan'],
    ['Lee-Smith'],
    ['Sjöberg', 'Sj\\"oberg'],
  ],
] as unknown as readonly Pair[];
const particles = ['van der', 'de la', 'von'];
const givens = [['Ada'], ['J. R.'], ['Jean-Paul'], ['Éva', "{\\'E}va"], ['Wei']] as readonly (readonly [
  string,
  string?,
])[];

interface Written {
  readonly shown: string;
  readonly tex: string;
}

function phrase(from: number, to: number): Written {
  const parts = Array.from({ length: number(from, to) }, () => pick(words));
  const [shown, tex] = [parts.map(([one]) => one).join(' '), parts.map(([one, written = one]) => written).join(' ')];
  return { shown: `T${shown}`, tex: `T${tex}` };
}

function person(): { readonly name: object; readonly tex: string } {
  if (chance(0.1)) return { name: { family: 'Bureau of Graphs and Walks' }, tex: '{Bureau of Graphs and Walks}' };
  const [family, familyTex = family] = pick(families);
  const [given, givenTex = given] = pick(givens);
  if (chance(0.1)) {
    const tex = chance(0.5) ? `${familyTex}, Jr., ${givenTex}` : `{${familyTex}}, Jr., {${givenTex}}`;
    // A name with a suffix is shown in reading order, in which the family name is the last word.
    return family.includes(' ') ? person() : { name: { family, given, suffix: 'Jr.' }, tex };
  }
  if (!family.includes(' ') && chance(0.2)) {
    const particle = pick(particles);
    const tex = chance(0.5) ? `${particle} ${familyTex}, ${givenTex}` : `${givenTex} ${particle} ${familyTex}`;
    return { name: { family, given, 'non-dropping-particle': particle }, tex };
  }
  return {
    name: { family, given },
    tex: family.includes(' ') || chance(0.5) ? `${familyTex}, ${givenTex}` : `${givenTex} ${familyTex}`,
  };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** An ISBN with a valid check digit. */
function isbn(): string {
  const digits = `978${String(number(0, 999_999_999)).padStart(9, '0')}`;
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A record as another library shows it, and as it is in a file. */
function record(index: number): {
  readonly key: string;
  readonly expected: Partial<CSL>;
  readonly eprint?: string;
  readonly text: string;
} {
  const key = `key:${index}/${pick(['a', 'B', 'é'])}`;
  const type = pick(['article', 'inproceedings', 'incollection', 'book', 'phdthesis', 'techreport']);
  const title = phrase(2, 9);
  const people = Array.from({ length: chance(0.05) ? 50 : number(1, 4) }, person);
  // Two authors with the same name are one.
  const authors = people.filter(
    ({ tex }, at) =>
      people.findIndex((one) => JSON.stringify(one.name) === JSON.stringify(people[at]?.name)) === at && tex !== '',
  );
  const hasMore = chance(0.1);
  const year = number(1900, 2025);
  const month = chance(0.4) ? number(1, 12) : undefined;
  const day = month !== undefined && chance(0.3) ? number(1, 28) : undefined;
  const expected: Record<string, unknown> = {
    title: title.shown,
    author: [...authors.map(({ name }) => name), ...(hasMore ? [{ family: 'others' }] : [])],
    issued: [year, month, day].filter((part) => part !== undefined),
  };
  const fields: [string, string][] = [
    ['title', title.tex],
    ['author', [...authors.map(({ tex }) => tex), ...(hasMore ? ['others'] : [])].join(' and ')],
  ];
  if (day !== undefined && chance(0.5))
    fields.push(['date', `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`]);
  else {
    fields.push(['year', String(year)]);
    if (month !== undefined) fields.push(['month', chance(0.5) ? (months[month - 1] ?? '') : String(month)]);
    if (day !== undefined) fields.push(['day', String(day)]);
  }
  const add = (name: string, csl: string, { shown, tex }: Written) => {
    fields.push([name, tex]);
    expected[csl] = shown;
  };
  const same = (text: string): Written => ({ shown: text, tex: text });
  if (type === 'article') {
    add(chance(0.5) ? 'journal' : 'journaltitle', 'container-title', phrase(1, 3));
    add('volume', 'volume', same(String(number(1, 90))));
    add('number', 'issue', same(String(number(1, 12))));
    const first = number(1, 900);
    add('pages', 'page', { shown: `${first}-${first + 9}`, tex: `${first}${pick(['-', '--', '–'])}${first + 9}` });
  }
  if (type === 'inproceedings')
    add('booktitle', 'container-title', same(`Proceedings of the ${number(4, 20)}th Conference on Walks`));
  if (type === 'incollection') {
    add('booktitle', 'container-title', phrase(1, 4));
    const editor = person();
    fields.push(['editor', editor.tex]);
    expected.editor = [editor.name];
  }
  if (type !== 'article' && chance(0.7)) add('publisher', 'publisher', phrase(1, 2));
  if (type === 'book') {
    add('edition', 'edition', same(pick(['2', '3rd', 'Second'])));
    if (chance(0.5)) add('isbn', 'ISBN', same(isbn()));
    if (chance(0.5)) add('pagetotal', 'number-of-pages', same(String(number(90, 900))));
  }
  if (chance(0.5))
    add('doi', 'DOI', { shown: `10.1000/a_b.${index}`, tex: `10.1000/a${pick(['_', '\\_'])}b.${index}` });
  if (chance(0.5)) add('url', 'URL', same(`https://example.org/${index}/a_b?x=1&y=%20`));
  const eprint = chance(0.3) ? `${number(1000, 2412)}.${String(index).padStart(5, '0')}` : undefined;
  if (eprint !== undefined) fields.push(['eprint', eprint], ['archiveprefix', 'arXiv']);
  if (chance(0.4)) add('abstract', 'abstract', phrase(20, 90));
  const lines = fields.map(([name, value]) => {
    const isBare = /^\d+$/.test(value) || months.includes(value);
    const isQuoted = !/"/.test(value) && chance(0.2);
    return `  ${name}${pick([' = ', '=', ' =\n    '])}${isBare ? value : isQuoted ? `"${value}"` : `{${value}}`}`;
  });
  const text = `@${pick([type, type.toUpperCase()])}{${key},\n${lines.join(',\n')}${pick([',', ''])}\n}`;
  return { key, expected: expected as Partial<CSL>, ...(eprint !== undefined && { eprint }), text };
}

test('500 records, imported and exported again, say the same to another library', { timeout: 120_000 }, async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const records = Array.from({ length: howMany }, (_, index) => record(index));
  const folder = await makeFolder({
    'log/content/log.md': '---\ntitle: A log\n---\n',
    'all.bib': `Notes.\n\n${records.map(({ text }) => text).join('\n\n% Next.\n\n')}\n`,
  });
  expect(await importInto(join(folder, 'log'), join(folder, 'all.bib'))).toBe(0);
  const { entries, problems } = await checkLog(join(folder, 'log'));
  expect(problems.filter(isError)).toEqual([]);
  const { log } = buildLog(entries, { drafts: false });
  const all = citations(log);
  const exported = exportBibtex(all);
  const read = plugins.input.chain(exported, { generateGraph: false, forceType: '@biblatex/text' });
  const byKey = new Map(read.map((one) => [one['citation-key'], one]));
  expect(byKey.size).toBe(howMany);
  for (const { key, expected, eprint, text } of records) {
    expect(withPlainDates(byKey.get(key) ?? expect.fail(`${key} is missing`)), text).toMatchObject(expected);
    if (eprint !== undefined) expect(exported).toContain(`  eprint = {${eprint}},`);
  }

  const inRis = plugins.input.chain(ris(all), { generateGraph: false, forceType: '@ris/file' });
  expect(inRis).toHaveLength(howMany);
  const written = new Map(records.map(({ key, expected, text }) => [key, { expected, text }]));
  for (const [index, { key, kind }] of all.entries()) {
    const { expected = {}, text } = written.get(key) ?? {};
    expect(withPlainDates(inRis[index] ?? {}), text).toMatchObject(asInRis(expected, kind));
  }

  // Readers get the text of a file with plain line breaks.
  const again = await readRis('library.ris', ris(all).replaceAll('\r\n', '\n'));
  expect(again.refused).toEqual([]);
  const frontmatter = new Map(entries.map((entry) => [entry.key, entry.written]));
  expect(again.found.map(({ fields }) => inLists(fields))).toEqual(
    log.resources.map(({ key }) => inLists(frontmatter.get(key) ?? {})),
  );
});

/** Fields with each value as a list, as if one name were written like several. */
function inLists(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
}

/** A record whose date is a list of numbers, and with a hyphen in its pages, as the library writes it in the other format. */
function withPlainDates(record: CSL): object {
  const { issued, page, ...facts } = record;
  return { ...facts, issued: issued?.['date-parts']?.[0], page: String(page).replace('–', '-') };
}

/**
 * The same facts as the library reads them from RIS: a particle belongs to the family name, a chapter has only a year,
 * and an article no publisher.
 */
function asInRis(expected: Partial<CSL>, kind: RecordKind | undefined): object {
  const { publisher, issued, 'container-title': venue, 'number-of-pages': count, ...facts } = expected;
  const nameOf = (name: Readonly<Record<string, string>>) => {
    const { 'non-dropping-particle': particle, ...parts } = name;
    if (parts.family === 'others') return { literal: 'et al.' };
    if (parts.given === undefined) return { literal: parts.family };
    return { ...parts, family: [particle, parts.family].filter(Boolean).join(' ') };
  };
  const names = ['author', 'editor'].flatMap((name) => {
    const people = facts[name] as readonly Readonly<Record<string, string>>[] | undefined;
    return people ? [[name, people.map(nameOf)] as const] : [];
  });
  const all = {
    ...facts,
    ...Object.fromEntries(names),
    publisher: kind === 'article' ? undefined : publisher,
    issued: kind === 'incollection' ? (issued as unknown as readonly number[]).slice(0, 1) : issued,
    'container-title': venue,
    'number-of-pages': kind === 'book' ? count : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
