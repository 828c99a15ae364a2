import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { changed, makeCorpus, type CorpusEntry } from './corpus.ts';
import { timeDev } from './dev.ts';
import { measure } from './measure.ts';
import { countOutput, expectSentence, expectWhole, searchFiles } from './output.ts';
import { expectMachine, forget, layOut, versionsOf, writeEntries, writeEntry } from './projects.ts';
import { emptyResults, type Plan, type Results, type Run, type RunKind } from './results.ts';
import { checkCommand, projectOf, toolNames, tools, type ToolName } from './tools.ts';

/**
 * Builds one generated log with Learnlog and its peers, in turn in each round, cold and after a change. `npm run bench
 * [-- --full | --size 1000] [--rounds 3] [--tool eleventy] [--out file.json] [--continue]`
 */
const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    size: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    tool: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    cache: { type: 'string', default: join(homedir(), '.cache', 'learnlog-bench') },
    continue: { type: 'boolean', default: false },
  },
});
const cache = options.cache;
const out = options.out ?? join(cache, 'results.json');
const plans = plansAsked();
const needed = toolNames.filter((name) => plans.some((plan) => plan.tools.includes(name)));

expectMachine(needed);
for (const name of needed) await layOut(name, cache);
const results = await resultsSoFar();
for (const plan of plans) await carryOut(plan);
console.log(`\nThe results are in ${out}.`);

function plansAsked(): Plan[] {
  const asked = options.tool.map((name) => {
    if (!toolNames.includes(name as ToolName))
      throw new Error(`Unknown tool "${name}". The tools are ${toolNames.join(', ')}.`);
    return name as ToolName;
  });
  const plan = (size: number, rounds: number, all: readonly ToolName[] = toolNames): Plan => ({
    size,
    rounds: Number(options.rounds ?? rounds),
    tools: asked.length > 0 ? all.filter((name) => asked.includes(name)) : all,
  });
  if (options.full) {
    const [few, most] = [plan(100, 5, ['learnlog', 'astro', 'eleventy']), plan(1_000, 3)];
    return [few, most, plan(10_000, 2, ['learnlog', 'eleventy', 'hugo'])];
  }
  return (options.size.length > 0 ? options.size.map(Number) : [200]).map((size) => plan(size, 2));
}

/** The results file of the run to be continued, or empty results. */
async function resultsSoFar(): Promise<Results> {
  const versions: Partial<Record<ToolName, Readonly<Record<string, string>>>> = {};
  for (const name of needed) versions[name] = await versionsOf(name, cache);
  const fresh = emptyResults(plans, versions);
  if (!options.continue || !existsSync(out)) return fresh;
  const before = JSON.parse(await readFile(out, 'utf8')) as Results;
  for (const part of ['machine', 'node', 'engine', 'plans', 'versions'] as const) {
    const [was, is] = [before[part], fresh[part]].map((value) => JSON.stringify(value));
    if (was !== is) throw new Error(`${out} cannot be continued: "${part}" was ${was} and is ${is}.`);
  }
  return before;
}

async function carryOut(plan: Plan): Promise<void> {
  const { size, rounds } = plan;
  const missing = (name: ToolName, round: number) =>
    !results.runs.some((run) => run.size === size && run.tool === name && run.round === round);
  const lacksDev = () => plan.tools.includes('learnlog') && !results.dev.some((times) => times.size === size);
  if (!lacksDev() && !plan.tools.some((name) => missing(name, rounds))) return;
  console.log(`\n${size} resources, ${rounds} rounds; wall-clock seconds, CPU seconds, MB of memory`);
  const entries = await makeCorpus(join(cache, 'corpus'), size);
  for (const name of plan.tools) await writeEntries(name, cache, entries);
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of plan.tools) if (missing(name, round)) await takeTurn(name, entries, size, round);
  }
  if (!lacksDev()) return;
  await measure(tools.learnlog.build, projectOf('learnlog', cache));
  results.dev.push(await timeDev(cache, entries));
  await save();
}

/** Runs one tool in one round: a cold build, a build after a change to one entry and, for Learnlog, a cold check. */
async function takeTurn(name: ToolName, entries: readonly CorpusEntry[], size: number, round: number): Promise<void> {
  const project = projectOf(name, cache);
  const runs: Run[] = [];
  const time = async (kind: RunKind, command: string) => {
    const before = kind === 'warm' && name === 'learnlog' ? await searchFiles(project) : undefined;
    const cost = await measure(command, project);
    const newSearchFiles = before && [...(await searchFiles(project))].filter((file) => !before.has(file)).length;
    runs.push({ size, tool: name, kind, round, ...cost, ...(newSearchFiles !== undefined && { newSearchFiles }) });
    const said = `${cost.wall.toFixed(1).padStart(7)}${cost.cpu.toFixed(1).padStart(7)}`;
    const memory = (cost.memory / 1e6).toFixed(0).padStart(7);
    console.log(`${String(round).padStart(2)}  ${tools[name].title.padEnd(10)} ${kind.padEnd(5)}${said}${memory}`);
  };
  await forget(name, cache);
  await time('cold', tools[name].build);
  if (!results.outputs.some((output) => output.size === size && output.tool === name)) {
    await expectWhole(name, project, entries);
    results.outputs.push({ size, tool: name, ...(await countOutput(name, project, entries)) });
  }
  const resources = entries.filter(({ kind }) => kind === 'resources');
  const entry = resources[(resources.length >> 1) + round];
  if (entry === undefined) throw new Error(`A log of ${size} resources has no entry left to change in round ${round}.`);
  const sentence = `This sentence was added in round ${round}.`;
  await writeEntry(name, cache, changed(entry, sentence));
  await time('warm', tools[name].build);
  await expectSentence(name, project, entry, sentence);
  await writeEntry(name, cache, entry);
  if (name === 'learnlog') {
    await forget(name, cache);
    await time('check', checkCommand);
  }
  results.runs.push(...runs);
  await save();
}

async function save(): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify(results, null, 2)}\n`);
}
