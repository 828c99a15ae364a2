import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { measure } from './measure.ts';

const spin = (seconds: number) =>
  `const end = process.cpuUsage().user + ${seconds * 1e6}; while (process.cpuUsage().user < end);`;
const canMeasure = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/time');

describe.skipIf(!canMeasure)('measuring a command', () => {
  test('includes the processor time of a process that outlives its parent', async () => {
    const orphan = `require("child_process").spawn("node", ["-e", ${JSON.stringify(spin(0.4))}], { detached: true, stdio: "ignore" }).unref()`;
    const { cpu } = await measure(`node -e '${orphan}'`, tmpdir());
    expect(cpu).toBeGreaterThan(0.4);
  });

  test('reports the memory of the largest process', async () => {
    const { memory } = await measure(`node -e 'Buffer.alloc(3e8, 1)' && node -e 0`, tmpdir());
    expect(memory).toBeGreaterThan(3e8);
    expect(memory).toBeLessThan(5e8);
  });

  test('rejects with the end of the output if the command fails', async () => {
    await expect(measure('echo no such thing; exit 3', tmpdir())).rejects.toThrow(/no such thing/);
  });
});
