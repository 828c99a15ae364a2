#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that the libraries run on. */
const oldest = [22, 18] as const;

/** The Node that was installed with the engine; undefined where there is none for this machine. */
function installedNode(): string | undefined {
  const require = createRequire(import.meta.url);
  const machine = `${process.platform.replace('win32', 'win')}-${process.arch}`;
  for (const name of [`node-${machine}`, `node-bin-${machine}`]) {
    try {
      const file = require.resolve(`${name}/package.json`);
      const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: { node: string } };
      return join(dirname(file), bin.node);
    } catch {
      // It is under the other name, or not installed.
    }
  }
  return undefined;
}

/** Runs the command under another Node, as if it were this process. */
function runUnder(node: string): void {
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) await import('./main.ts');
else {
  const node = installedNode();
  if (node !== undefined) runUnder(node);
  else {
    console.error(`Learnlog needs Node ${oldest.join('.')} or later, but this is Node ${process.versions.node}.`);
    console.error(
      'Install a newer Node from https://nodejs.org, or reinstall Learnlog with its optional dependencies.',
    );
    process.exitCode = 1;
  }
}
