import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The cost of a command, including every process that it started. */
export interface Cost {
  /** Wall-clock seconds. */
  readonly wall: number;
  /** CPU seconds of all cores. */
  readonly cpu: number;
  /** Peak memory of the largest process, in bytes. */
  readonly memory: number;
}

/** The environment of every tool: this Node first, and no network. */
export const surroundings: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
  ASTRO_DISABLE_UPDATE_CHECK: 'true',
  NO_COLOR: '1',
  LC_ALL: 'C.UTF-8',
};

/**
 * Records when the command starts and ends, then waits for processes that outlive their parent. This shell is the first
 * process of its namespace, so it inherits them and their CPU time.
 */
const shell = `
  begun=$EPOCHREALTIME; eval "$1"; code=$?; ended=$EPOCHREALTIME
  for _ in {1..500}; do set -- "$1" "$2" /proc/[0-9]*; [ $# -gt 3 ] || break; sleep 0.02; set -- "$1" "$2"; done
  echo "$begun $ended" >"$2"; exit $code`;

/** Runs a command line in a folder. Throws with the end of its output if it fails. */
export async function measure(command: string, cwd: string): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'learnlog-measure-'));
  const [used, times, log] = ['used', 'times', 'log'].map((name) => join(folder, name)) as [string, string, string];
  const output = await open(log, 'w');
  try {
    const inside = ['unshare', '--pid', '--fork', '--mount-proc', 'bash', '-c', shell, 'bash', command, times];
    const child = spawn('/usr/bin/time', ['--quiet', '-f', '%U %S %M', '-o', used, ...inside], {
      cwd,
      env: surroundings,
      stdio: ['ignore', output.fd, output.fd],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`"${command}" failed in ${cwd}:\n${(await readFile(log, 'utf8')).slice(-4000)}`);
    const [user = 0, system = 0, kilobytes = 0] = await numbersIn(used);
    const [begun = 0, ended = 0] = await numbersIn(times);
    return { wall: ended - begun, cpu: user + system, memory: kilobytes * 1024 };
  } finally {
    await output.close();
    await rm(folder, { recursive: true });
  }
}

async function numbersIn(file: string): Promise<number[]> {
  const numbers = (await readFile(file, 'utf8')).trim().split(/\s+/).map(Number);
  if (numbers.some(Number.isNaN)) throw new Error(`Expected only numbers in ${file}: ${numbers.join(' ')}`);
  return numbers;
}
