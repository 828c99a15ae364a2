import { compareText } from '../../src/log/problem.ts';
import {
  atRandom,
  edgesOf,
  fieldGaps,
  fieldOf,
  fieldsNamed,
  linksOf,
  replaceAt,
  resourceId,
  resourcePath,
  setValue,
  sourcesOf,
  splice,
  toSource,
  type Edge,
  type Field,
  type Files,
  type Kinds,
  type Mistake,
  type Source,
} from './positions.ts';
import { misspell, oneOf, pick, type Random } from './random.ts';

function idsOf(files: Files): string[] {
  return [...files.keys()].flatMap((path) => resourceId(path) ?? []).sort(compareText);
}

function sourceOf(files: Files, id: string): Source {
  return toSource(resourcePath(id), files.get(resourcePath(id)) ?? '');
}

function topicsOf(files: Files): string[] {
  const log = toSource('content/log.md', files.get('content/log.md') ?? '');
  const field = fieldOf(log, 'topics');
  const lines = field ? log.lines.slice(field.index + 1, field.last + 1) : [];
  return lines.flatMap((line) => /^ {2}([\w.-]+):/.exec(line)?.[1] ?? []);
}

/** The lines of log.md that describe a topic in braces. */
function topicLines({ path, lines }: Source): { readonly id: string; readonly index: number }[] {
  if (path !== 'content/log.md') return [];
  return lines.flatMap((line, index) => {
    const [, id] = /^ {2}([\w.-]+): \{ title: .* \}$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, index }];
  });
}

function withParent(source: Source, index: number, parent: string): Mistake {
  const line = source.lines[index] ?? '';
  return splice(source, index, 1, [line.replace(/ \}$/, `, parent: ${parent} }`)]);
}

/** The prerequisites without alternatives. */
function edgesWithoutOr(source: Source): Edge[] {
  return edgesOf(source).filter(({ index }) => !source.lines[index]?.includes(', or: '));
}

/** Adds a prerequisite after the others, or as the first one. */
function addEdge(source: Source, id: string): Mistake {
  const edge = `  - { resource: ${id}, reason: it comes first }`;
  const field = fieldOf(source, 'prerequisites');
  if (field) return splice(source, field.last + 1, 0, [edge]);
  return splice(source, source.close, 0, ['prerequisites:', edge], 1);
}

/** Copies the value of a field from another resource. The problem is in the resource whose id sorts later. */
function sameValue(source: Source, field: Field, other: Source): Mistake {
  const value = fieldOf(other, field.key)?.value ?? '';
  const mistake = setValue(source, field, value);
  if (compareText(source.path, other.path) > 0) return mistake;
  return { ...mistake, reportedIn: other.path, line: (fieldOf(other, field.key)?.index ?? 0) + 1 };
}

/** The other resources that have all of these fields. */
function others(files: Files, source: Source, ...keys: readonly string[]): Source[] {
  return sourcesOf(files).filter(
    (other) => other.folder === 'resources' && other.path !== source.path && keys.every((key) => fieldOf(other, key)),
  );
}

/** A resource with all its direct and indirect prerequisites. */
function ancestorsOf(files: Files, id: string): Set<string> {
  const found = new Set<string>();
  const visit = (at: string) => {
    if (found.has(at)) return;
    found.add(at);
    for (const edge of edgesOf(sourceOf(files, at))) visit(edge.id);
  };
  visit(id);
  return found;
}

/** The first of these resources on a walk along prerequisites, from each id in turn. */
function firstMet(files: Files, ids: ReadonlySet<string>): string | undefined {
  return idsOf(files)
    .flatMap((start) => [...ancestorsOf(files, start)].find((id) => ids.has(id)) ?? [])
    .at(0);
}

/**
 * A prerequisite that depends on the resource itself. The problem is reported at the edge that closes the cycle: the
 * one back to the resource at which a walk enters it.
 */
function closeCycle(source: Source, files: Files, random: Random): Mistake | undefined {
  const id = resourceId(source.path) ?? '';
  const resting = idsOf(files).filter((other) => other !== id && ancestorsOf(files, other).has(id));
  const far = pick(random, resting);
  if (far === undefined) return undefined;
  const mistake = addEdge(source, far);
  const cycle = new Set([...ancestorsOf(files, far)].filter((other) => ancestorsOf(files, other).has(id)));
  const entered = firstMet(files, cycle);
  if (entered === far) return mistake;
  const closing = [...cycle]
    .map((other) => sourceOf(files, other))
    .flatMap((other) => edgesOf(other).flatMap((edge) => (edge.id === entered ? [{ other, edge }] : [])))[0];
  return closing && { ...mistake, reportedIn: closing.other.path, line: closing.edge.index + 1 };
}

const withPart = (source: Source) => (fieldOf(source, 'series') ? fieldsNamed('part')(source) : []);
const isResource = (source: Source): boolean => source.folder === 'resources';

/** Turns the target of a link or an edge into a draft. The problem is reported at the link. */
function draftOf(files: Files, target: string, from: Source, index: number): Mistake | undefined {
  const text = files.get(target);
  if (text === undefined || target === from.path) return undefined;
  const source = toSource(target, text);
  return { ...splice(source, source.close, 0, ['draft: true']), reportedIn: from.path, line: index + 1 };
}

/** Mistakes in references between resources. */
export const graphMistakes = {
  'an unknown topic': {
    rule: 'unknown-topic',
    make: atRandom(fieldsNamed('topics'), (source, field, random, files) => {
      const known = topicsOf(files);
      const old = pick(
        random,
        known.filter((topic) => new RegExp(`(?:^|[[ ])${topic}(?:$|[\\],])`).test(field.value)),
      );
      if (!isResource(source) || old === undefined) return undefined;
      const wrong = misspell(random, old, (topic) => known.includes(topic));
      return setValue(source, field, field.value.replace(old, wrong));
    }),
  },
  'an unknown parent of a topic': {
    rule: 'unknown-topic',
    make: atRandom(topicLines, (source, { id, index }, random, files) => {
      const wrong = misspell(random, id, (topic) => topicsOf(files).includes(topic));
      return withParent(source, index, wrong);
    }),
  },
  'a topic in itself': {
    rule: 'topic-cycle',
    make: atRandom(topicLines, (source, { id, index }) => withParent(source, index, id)),
  },
  'a folder of notes with nearly the name of a topic': {
    rule: 'doubtful-topic',
    make: (files, random) => {
      const topic = pick(
        random,
        topicsOf(files).filter((id) => id.length >= 6),
      );
      if (topic === undefined) return undefined;
      const places = [...topic.slice(1, -1)].flatMap((letter, index) =>
        /[a-z]/.test(letter) && /[a-z]/.test(topic[index] ?? '') && letter !== topic[index] ? [index] : [],
      );
      const at = pick(random, places);
      if (at === undefined) return undefined;
      const swapped = `${topic.slice(0, at)}${topic[at + 1]}${topic[at]}${topic.slice(at + 2)}`;
      return { path: `content/notes/${swapped}/idea.md`, text: '---\ntitle: An idea\n---\n', line: 1 };
    },
  },
  'an unknown prerequisite': {
    rule: 'unknown-resource',
    make: atRandom(edgesOf, (source, { id, index, column }, random, files) => {
      const wrong = misspell(random, id, (other) => files.has(resourcePath(other)));
      return replaceAt(source, index, column, id.length, wrong);
    }),
  },
  'an unknown alternative prerequisite': {
    rule: 'unknown-resource',
    make: atRandom(edgesWithoutOr, (source, { id, index, column }, random, files) => {
      const wrong = misspell(random, pick(random, idsOf(files)) ?? '', (other) => files.has(resourcePath(other)));
      return replaceAt(source, index, column + id.length, 0, oneOf(random, `, or: ${wrong}`, `, or: [${wrong}]`));
    }),
  },
  'a prerequisite named twice': {
    rule: 'conflicting-fields',
    make: atRandom(edgesWithoutOr, (source, { id, index, column }) =>
      replaceAt(source, index, column + id.length, 0, `, or: ${id}`),
    ),
  },
  'an unknown series': {
    rule: 'unknown-resource',
    make: atRandom(fieldsNamed('series'), (source, field, random, files) =>
      setValue(
        source,
        field,
        misspell(random, field.value, (id) => files.has(resourcePath(id))),
      ),
    ),
  },
  'a prerequisite of itself': {
    rule: 'self-prerequisite',
    make: atRandom(
      (source) => (isResource(source) ? [resourceId(source.path) ?? ''] : []),
      (source, id) => addEdge(source, id),
    ),
  },
  'a prerequisite that closes a cycle': {
    rule: 'prerequisite-cycle',
    make: atRandom(
      (source, files) => {
        const id = resourceId(source.path);
        const isNeeded = sourcesOf(files).some((other) => edgesOf(other).some((edge: Edge) => edge.id === id));
        return id !== undefined && isNeeded ? [id] : [];
      },
      (source, _, random, files) => closeCycle(source, files, random),
    ),
  },
  'a part without its series': {
    rule: 'part-without-series',
    make: atRandom(withPart, (source, part) => {
      const series = fieldOf(source, 'series');
      if (!series) return undefined;
      return { ...splice(source, series.index, 1, []), line: part.index + (series.index < part.index ? 0 : 1) };
    }),
  },
  'a part of itself': {
    rule: 'part-without-series',
    make: atRandom(fieldsNamed('series'), (source, field) => setValue(source, field, resourceId(source.path) ?? '')),
  },
  'a part number that is taken': {
    rule: 'duplicate-part',
    make: atRandom(withPart, (source, field, random, files) => {
      const series = fieldOf(source, 'series')?.value;
      const siblings = others(files, source, 'part').filter((other) => fieldOf(other, 'series')?.value === series);
      const other = pick(random, siblings);
      return other && sameValue(source, field, other);
    }),
  },
  'the id of another resource as citation key': {
    rule: 'duplicate-citation-key',
    make: atRandom(
      (source) => (isResource(source) && !fieldOf(source, 'key') ? [source] : []),
      (source, _, random, files) => {
        const other = pick(
          random,
          idsOf(files).filter((id) => id !== resourceId(source.path)),
        );
        return other === undefined ? undefined : splice(source, source.close, 0, [`key: ${other}`]);
      },
    ),
  },
  'the address of another resource': {
    rule: 'duplicate-resource',
    make: atRandom(
      (source) => (isResource(source) ? fieldsNamed('url')(source) : []),
      (source, field, random, files) => {
        const other = pick(random, others(files, source, 'url'));
        return other && sameValue(source, field, other);
      },
    ),
  },
  'the address of another resource, written differently': {
    rule: 'duplicate-resource',
    make: (files, random) => {
      const other = pick(
        random,
        sourcesOf(files).filter((source) => isResource(source) && fieldOf(source, 'url')),
      );
      const url = fieldOf(other ?? toSource('', ''), 'url')?.value ?? '';
      const path = resourcePath(oneOf(random, 'zzz-again', 'zzz', 'zzzz-copy'));
      const written = oneOf(
        random,
        url.replace('https:', 'http:'),
        url.includes('?') ? url : url.replace(/\/+$|$/, '/'),
        `${url}${url.includes('?') ? '&' : '?'}utm_source=feed`,
        url.replace(/:\/\/(?:www\.)?/, '://www.'),
      );
      const text = ['---', 'title: Again', 'type: article', `url: ${written}`, 'status: queued', '---', ''].join('\n');
      return { path, text, line: 4 };
    },
  },
  'an alias that is taken': {
    rule: 'address-taken',
    make: atRandom(
      (source) => (isResource(source) && !fieldOf(source, 'aliases') ? fieldGaps(source) : []),
      (source, gap, random, files) => {
        const id = pick(random, idsOf(files)) ?? '';
        return splice(source, gap, 0, [`aliases: ${oneOf(random, id, `[unheard-of, ${id}]`, id.toUpperCase())}`]);
      },
    ),
  },
  'a linked entry, turned into a draft': {
    rule: 'link-to-draft',
    make: atRandom(linksOf, (source, { target, index }, _, files) => draftOf(files, target, source, index)),
  },
  'a prerequisite, turned into a draft': {
    rule: 'link-to-draft',
    make: atRandom(edgesOf, (source, { id, index }, _, files) => draftOf(files, resourcePath(id), source, index)),
  },
  'a series, turned into a draft': {
    rule: 'link-to-draft',
    make: atRandom(fieldsNamed('series'), (source, { value, index }, _, files) =>
      draftOf(files, resourcePath(value), source, index),
    ),
  },
  'a topic without resources': {
    rule: 'unused-topic',
    make: atRandom(
      (source) => (source.folder === '' ? fieldsNamed('topics')(source) : []),
      (source, { index, last }, random) => {
        const at = index + 1 + Math.floor(random() * (last - index + 1));
        return splice(source, at, 0, ['  robotics: { title: Robotics }']);
      },
    ),
  },
  'a resource that nothing mentions': {
    rule: 'orphan-resource',
    make: (_, random) => {
      const path = resourcePath(oneOf(random, 'unheard-of', 'a-new-paper', 'zzz'));
      const text = ['---', 'title: Unheard of', 'type: paper', 'url: https://example.org/unheard-of', '---', ''].join(
        '\n',
      );
      return { path, text, line: 1 };
    },
  },
} as const satisfies Kinds;
