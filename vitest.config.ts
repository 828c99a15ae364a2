import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Vitest starts with large files. The one that takes longest is short, and would run alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith('accessibility.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'docs/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/*.test.ts',
            'tests/*.test.ts',
          ],
          exclude: ['tests/package.test.ts', 'tests/owning.test.ts'],
          // Vitest would leave a core idle.
          maxWorkers: '100%',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          environment: 'node',
        },
      },
      {
        test: {
          name: 'mutations',
          include: ['tests/mutations/*.test.ts'],
          maxWorkers: '100%',
          environment: 'node',
        },
      },
      {
        test: {
          name: 'corpora',
          include: ['tests/corpora/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: '100%',
          environment: 'node',
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package.test.ts', 'tests/owning.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          environment: 'node',
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/*.test.ts'],
          globalSetup: 'tests/browser/setup.ts',
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // A test waits for the browser half of its time.
          maxWorkers: 3,
          // A browser under load misses a moment now and then; what fails twice is broken.
          retry: 1,
        },
      },
    ],
  },
});
