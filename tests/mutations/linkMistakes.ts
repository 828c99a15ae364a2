import { formatMoment } from '../../src/log/length.ts';
import {
  atRandom,
  fieldOf,
  linksOf,
  proseOf,
  resourceId,
  rewrite,
  setAddress,
  sourcesOf,
  toSource,
  type BodyLine,
  type Files,
  type Kinds,
  type Make,
  type Reference,
  type Source,
} from './positions.ts';
import { misspell, oneOf, pick, type Random } from './random.ts';

/** Replaces the address of a link. */
function wrongAddress(fits: (link: Reference) => boolean, address: (random: Random, link: Reference) => string): Make {
  return atRandom(
    (source) => linksOf(source).filter(fits),
    (source, link, random) => setAddress(source, link, address(random, link)),
  );
}

const always = (): boolean => true;
const withPath = ({ path }: Reference): boolean => path !== '';
const withFragment = ({ fragment }: Reference): boolean => fragment !== '' && !fragment.startsWith('t=');
const plain = ({ fragment }: Reference): boolean => fragment === '';
const toRecording = ({ target }: Reference): boolean => target.startsWith('content/resources/');

/** Adds words to the end of a sentence. */
export function addWords(words: (random: Random, source: Source, files: Files) => string): Make {
  return atRandom(proseOf, (source, { index, line }: BodyLine, random, files) =>
    rewrite(source, index, `${line} ${words(random, source, files)}`),
  );
}

function minutesOf(files: Files, path: string): number | undefined {
  const text = files.get(path);
  const length = text === undefined ? undefined : fieldOf(toSource(path, text), 'length')?.value;
  const [, hours, minutes] = /^(?:(\d+)h)? ?(?:(\d+)m)?$/.exec(length ?? '-') ?? [];
  return hours === undefined && minutes === undefined ? undefined : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

const disguises: readonly (readonly [string, string])[] = [
  ['a', 'а'],
  ['e', 'е'],
  ['o', 'о'],
  ['p', 'р'],
  ['c', 'с'],
  ['o', 'ο'],
];

/** Mistakes in links. */
export const linkMistakes = {
  'a misspelt link': {
    rule: 'unknown-entry',
    make: atRandom(
      (source) => linksOf(source).filter(withPath),
      (source, link, random, files) => {
        const name = link.path.slice(link.path.lastIndexOf('/') + 1, -'.md'.length);
        const paths = [...files.keys()].map((path) => path.toLowerCase());
        const wrong = misspell(random, name, (other) =>
          paths.some((path) => path.endsWith(`/${other.toLowerCase()}.md`)),
        );
        return setAddress(source, link, link.address.replace(`${name}.md`, `${wrong}.md`));
      },
    ),
  },
  'a link to the wrong folder': {
    rule: 'unknown-entry',
    make: wrongAddress(
      ({ path }) => path.startsWith('../resources/'),
      (random, { address }) => address.replace('resources/', oneOf(random, 'resource/', 'weeks/', 'resources/papers/')),
    ),
  },
  'wrong capitals in a link': {
    rule: 'wrong-case',
    make: wrongAddress(withPath, (random, { address, path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.md'.length);
      const letters = [...name].flatMap((letter, index) => (/[a-z]/.test(letter) ? [index] : []));
      const at = pick(random, letters) ?? 0;
      const wrong = oneOf(random, name.toUpperCase(), name.slice(0, at) + name.slice(at).toUpperCase());
      return address.replace(`${name}.md`, `${wrong}.md`);
    }),
  },
  'wrong capitals in a folder': {
    rule: 'wrong-case',
    make: wrongAddress(
      ({ path }) => path.startsWith('../'),
      (_, { address }) => address.replace(/^\.\.\/[a-z]/, (start) => start.toUpperCase()),
    ),
  },
  'wrong capitals in the ending of a link': {
    rule: 'wrong-case',
    make: wrongAddress(withPath, (random, { address }) => address.replace('.md', oneOf(random, '.MD', '.Md'))),
  },
  'a link to a file that is not there': {
    rule: 'missing-file',
    make: addWords((random) => `See [this](files/${oneOf(random, 'slides.pdf', 'a%20b.csv', 'run.ipynb', 'x.svg')}).`),
  },
  'a link to a page instead of a file': {
    rule: 'html-for-md',
    make: wrongAddress(withPath, (random, { address }) => {
      return address.replace('.md', oneOf(random, '.html', '.htm', '/', '', '/index.html'));
    }),
  },
  'a path from the root': {
    rule: 'absolute-path',
    make: wrongAddress(withPath, (random, { target }) => {
      return oneOf(
        random,
        `/${target}`,
        target.replace('content', ''),
        target.replace('content', '').replace('.md', '/'),
      );
    }),
  },
  'a path out of the log': {
    rule: 'outside-content',
    make: wrongAddress(withPath, (random, { target }) => {
      return oneOf(
        random,
        '../../README.md',
        '../../../notes.md',
        `../../${target.replace('content', 'src')}`,
        '../../docs/x',
      );
    }),
  },
  'a heading that does not exist': {
    rule: 'unknown-heading',
    make: wrongAddress(plain, (random, { address }) => {
      return `${address}#${oneOf(random, 'no-such-heading', 'abstract', 'Scaling', 'section-3', 'what-is-new')}`;
    }),
  },
  'a misspelt heading': {
    rule: 'unknown-heading',
    make: atRandom(
      (source) => linksOf(source).filter(withFragment),
      (source, link, random) => {
        const wrong = oneOf(random, misspell(random, link.fragment, always), link.fragment.replace(/^./, 'X'));
        const typed = wrong.endsWith('xq') || random() < 0.5 ? `${link.fragment}-s` : link.fragment.toUpperCase();
        return setAddress(source, link, `${link.path}#${wrong === link.fragment ? typed : wrong}`);
      },
    ),
  },
  'a moment in a wrong form': {
    rule: 'invalid-moment',
    make: wrongAddress(toRecording, (random, { path }) => {
      return `${path}#t=${oneOf(random, '', 'abc', '1h2m', '1:75:30', '2:61', '12m', '1:2:3:4', '-5', '1.5')}`;
    }),
  },
  'a moment in something that is not a recording': {
    rule: 'invalid-moment',
    make: wrongAddress(
      ({ target }) => !target.startsWith('content/resources/'),
      (random, { path }) => `${path}#t=${oneOf(random, '12', '1:05', '1:27:30')}`,
    ),
  },
  'a moment past the end': {
    rule: 'moment-past-end',
    make: atRandom(
      (source, files) => linksOf(source).filter(({ target }) => minutesOf(files, target) !== undefined),
      (source, link, random, files) => {
        const end = ((minutesOf(files, link.target) ?? 0) + 1) * 60;
        const moment = end + Math.floor(random() * 3600);
        return setAddress(source, link, `${link.path}#t=${oneOf(random, formatMoment(moment), String(moment))}`);
      },
    ),
  },
  'a link that runs a script': {
    rule: 'unsafe-link',
    make: wrongAddress(always, (random) => {
      return oneOf(
        random,
        'javascript:alert%281%29',
        'JaVaScRiPt:x',
        'data:text/html,x',
        'file:///etc/passwd',
        'vbscript:x',
      );
    }),
  },
  'a misleading host': {
    rule: 'misleading-host',
    make: addWords((random) => {
      const host = oneOf(random, 'openai.com', 'arxiv.org', 'apple.com', 'google.com', 'facebook.com');
      const fitting = disguises.filter(([letter]) => host.split('.')[0]?.includes(letter));
      const [letter, other] = pick(random, fitting) ?? ['', ''];
      const disguised = letter === '' ? 'аррӏе.com' : host.replace(letter, other);
      return `See [the announcement](https://${disguised}/blog).`;
    }),
  },
  'a link text that names another host': {
    rule: 'misleading-host',
    make: addWords((random) => {
      const words = oneOf(
        random,
        'openai.com',
        'https://arxiv.org/abs/1706.03762',
        'www.github.com/openai',
        'OpenAI.com',
      );
      return `See [${words}](https://example.org/).`;
    }),
  },
  'the bare address of a resource': {
    rule: 'bare-address',
    make: addWords((random, source, files) => {
      const urls = sourcesOf(files)
        .filter(({ path }) => path !== source.path && resourceId(path) !== undefined)
        .flatMap((other) => fieldOf(other, 'url')?.value ?? []);
      const url = pick(random, urls) ?? '';
      return oneOf(
        random,
        `See [here](${url}).`,
        `See <${url}>.`,
        `See ${url} for more.`,
        `See [it](${url.replace('https', 'http')}).`,
      );
    }),
  },
} as const satisfies Kinds;
