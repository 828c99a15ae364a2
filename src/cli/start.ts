#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { adviceFor, fetchNode, isTooOld, oldest } from './newerNode.ts';

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

const { node: version } = process.versions;
if (isTooOld(version)) {
  console.error(`Learnlog needs Node ${oldest} or later, but this is Node ${version}. Using npx node@24 instead.`);
  const node = fetchNode();
  if (node !== undefined) runUnder(node);
  else {
    console.error(adviceFor(version));
    process.exitCode = 1;
  }
} else await import('./main.ts');
