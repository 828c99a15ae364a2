import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { logs, root, temporaryFolder } from '../site.ts';
import { differences, otherEngine, readSite, run, type Result } from './builds.ts';
import { anyEdit, withMany, type Edit } from './edits.ts';
import { anyEvent, days, type Event, type Place } from './events.ts';
import { changeFiles, readFiles, type Files } from './files.ts';
import { checkValues } from './values.ts';

/**
 * Builds a log after each of a random sequence of edits, and compares every second site with that of a build without a
 * cache: every byte, and what is printed. If they differ, looks for a shorter sequence.
 */
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.RUNS ?? 16);
const length = Number(process.env.LENGTH ?? 16);

checkValues();
const temporary = await temporaryFolder();
const [folder, cold] = [join(temporary.path, 'log'), join(temporary.path, 'cold')];
const engines = [root, join(temporary.path, 'engine')] as const;
const short = await readFiles(logs.everything.folder);
const starts = { short, long: withMany(short) };
type Size = keyof typeof starts;

const counts = { sequences: 0, builds: 0, failures: 0, comparisons: 0 };

/** What is known of the log during a sequence. */
interface Model {
  files: Files;
  /** The files of the last build that did not fail. */
  lastGood: Files;
  /** Whether the site of these files has been compared. */
  isCompared: boolean;
}

interface Step {
  readonly edit: Edit | Event;
  /** Whether changed files keep their modification times. */
  readonly keepsTimes: boolean;
  /** Whether an error stays, or the author first takes back the edits since the last good build. */
  readonly keepsError: boolean;
  /** Whether the site is compared after this step. It always is after the last. */
  readonly isCompared: boolean;
}

/** An edit, or something else that happens, and a build after it. */
class Command implements fc.AsyncCommand<Model, Place> {
  readonly step: Step;

  constructor(step: Step) {
    this.step = step;
  }

  check(model: Readonly<Model>): boolean {
    return this.filesAfter(model) !== undefined;
  }

  async run(model: Model, place: Place): Promise<void> {
    const { edit, keepsTimes, isCompared } = this.step;
    executed.push(this.toString());
    const next = this.filesAfter(model) ?? model.files;
    await changeFiles(folder, model.files, next, keepsTimes);
    model.files = next;
    if ('happen' in edit) await edit.happen(place);
    const before = await readSite(join(folder, place.out));
    // A build keeps one core busy.
    const [warm, fresh] = await Promise.all([build(place), isCompared ? buildCold(place) : undefined]);
    counts.builds += 1;
    last = warm;
    if (warm.code === 0) model.lastGood = next;
    else {
      counts.failures += 1;
      const after = await readSite(join(folder, place.out));
      fail('The build failed but has changed the site.', before, after);
    }
    if (/render-failure|The renderer failed/.test(warm.output)) throw new Error(`The engine fails.\n${warm.output}`);
    model.isCompared = fresh !== undefined;
    if (fresh) await compare(place, warm, fresh);
  }

  toString(): string {
    const { edit, keepsTimes, keepsError, isCompared } = this.step;
    const notes = [keepsTimes && 'keeps times', keepsError && 'keeps an error', isCompared && 'compared'];
    return [edit.name, ...notes.flatMap((note) => (note === false ? [] : [`(${note})`]))].join(' ');
  }

  /** Undefined if the edit does not apply. */
  private filesAfter({ files, lastGood }: Readonly<Model>): Files | undefined {
    const { edit, keepsError } = this.step;
    const base = keepsError ? files : lastGood;
    return 'change' in edit ? edit.change(base) : base;
  }
}

/** The steps of the current sequence so far, and the result of the last build. */
let executed: string[] = [];
let last: Result = { code: 0, output: '' };

/** Begins with a build of the log, and its caches from earlier, so that it takes less time. */
async function begin(size: Size): Promise<Place> {
  const first = { caches: join(temporary.path, `caches-${size}`), site: join(temporary.path, `site-${size}`) };
  const surroundings = { engine: root, day: days[0] ?? '' };
  const place: Place = { folder, first, engines, surroundings, out: 'dist' };
  await rm(folder, { recursive: true, force: true });
  await changeFiles(folder, new Map(), starts[size]);
  await cp(first.caches, join(folder, '.astro'), { recursive: true }).catch(() => undefined);
  const { code, output } = await build(place);
  if (code !== 0) throw new Error(`The log cannot be built.\n${output}`);
  await cp(join(folder, '.astro'), first.caches, { recursive: true });
  await cp(join(folder, 'dist'), first.site, { recursive: true });
  return place;
}

function build({ surroundings, out }: Place, at = folder): Promise<Result> {
  return run(at, surroundings, ['build', '--out', join(at, out)]);
}

/** Builds a copy of the log without what earlier builds have left. */
async function buildCold(place: Place): Promise<Result> {
  const left = ['.astro', 'dist', 'elsewhere'].map((name) => join(folder, name));
  await rm(cold, { recursive: true, force: true });
  await cp(folder, cold, { recursive: true, filter: (path) => !left.includes(path) });
  return build(place, cold);
}

async function compare({ out }: Place, warm: Result, fresh: Result): Promise<void> {
  counts.comparisons += 1;
  if (warm.code !== fresh.code || warm.output !== fresh.output) {
    throw new Error(`A build does not say the same as one without a cache.\n- ${warm.output}\n+ ${fresh.output}`);
  }
  if (fresh.code !== 0) return;
  const [site, expected] = [await readSite(join(folder, out)), await readSite(join(cold, out))];
  fail('The site is not that of a build without a cache.', site, expected);
}

const [mostPaths, around] = [12, 60];

/** Throws if two sites differ, with the paths that do, and the place where the first few of them do. */
function fail(what: string, one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): void {
  const paths = differences(one, other);
  if (paths.length === 0) return;
  const lines = paths.slice(0, mostPaths).flatMap((path) => {
    const texts = [one.get(path), other.get(path)].map((bytes) =>
      bytes?.includes(0) ? `${bytes.length} bytes` : bytes?.toString('utf8'),
    );
    const [first = '', second = ''] = texts;
    let same = 0;
    while (same < first.length && first[same] === second[same]) same += 1;
    const parts = texts.map((text) => text?.slice(Math.max(0, same - around), same + around).replaceAll('\n', '⏎'));
    return [path, `  - ${parts[0] ?? '(missing)'}`, `  + ${parts[1] ?? '(missing)'}`];
  });
  const more = paths.length > mostPaths ? [`and ${paths.length - mostPaths} other files`] : [];
  throw new Error([what, ...lines, ...more].join('\n'));
}

const oneIn = (many: number) => fc.nat(many - 1).map((number) => number === many - 1);
const anyStep = fc.record({
  edit: fc.oneof({ weight: 3, arbitrary: anyEdit(short) }, { weight: 1, arbitrary: anyEvent([...short.keys()]) }),
  keepsTimes: oneIn(8),
  keepsError: oneIn(4),
  isCompared: oneIn(2),
});
const anySize = oneIn(4).map((isLong): Size => (isLong ? 'long' : 'short'));
const anyCommands = fc.commands([anyStep.map((step) => new Command(step))], { maxCommands: length, size: 'max' });

let found = '';
const property = fc.asyncProperty(anySize, anyCommands, async (size, commands) => {
  if ([...commands].length === 0) return;
  executed = [];
  const begun = performance.now();
  const list = () => [`the ${size} log`, ...executed].map((line) => `  ${line}`).join('\n');
  const tell = (what: string) => {
    const seconds = ((performance.now() - begun) / 1000).toFixed();
    console.log(`${what}  ${executed.length} builds of the ${size} log, ${seconds} s`);
  };
  const place = await begin(size);
  const model: Model = { files: starts[size], lastGood: starts[size], isCompared: true };
  counts.sequences += 1;
  try {
    await fc.asyncModelRun(() => ({ model, real: place }), commands);
    if (!model.isCompared) await compare(place, last, await buildCold(place));
    tell('same');
  } catch (error) {
    tell('DIFFERENT');
    if (found === '') console.log(`${list()}\n${String(error)}\nLooking for a shorter sequence …`);
    found = `${list()}\n\n${String(error)}`;
    throw error;
  }
});

try {
  console.log(`SEED=${seed}`);
  await otherEngine(engines[1]);
  const options = { seed, numRuns: runs, unbiased: true };
  const { failed, counterexamplePath } = await fc.check(
    property,
    process.env.AT === undefined ? options : { ...options, path: process.env.AT },
  );
  const { sequences, builds, failures, comparisons } = counts;
  console.log(
    `${sequences} sequences of ${builds} builds, ${failures} of which had to fail; ${comparisons} comparisons.`,
  );
  if (failed) {
    const [at = '0'] = (counterexamplePath ?? '').split(':');
    console.log(`\nThe shortest sequence found:\n${found}\n\nRepeat it: SEED=${seed} AT=${at} npm run test:edits`);
  }
  process.exitCode = failed ? 1 : 0;
} finally {
  await temporary.remove();
}
