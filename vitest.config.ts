import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects that wait long for other programs come first. Each is finished before the next: workers keep its modules. */
const projects = ['types', 'package', 'sites', 'mutations', 'browser', 'unit'];

/** The longest tests of a project: Vitest starts with large files, and these would run alone at the end. */
const first = [
  'failures.test.ts',
  'runWorkflows.test.ts',
  'keptRenderer.test.ts',
  'everyKind.test.ts',
  'rules.test.ts',
  'edits.test.ts',
  'renderPool.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = first.findIndex((name) => moduleId.endsWith(`/${name}`));
      return projects.indexOf(project.name) * 100 + (at < 0 ? first.length : at);
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

// The tests start the command more than a hundred times, and half of its start is compiling.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

const sites = ['tests/sites/setup.ts'];
const browser = ['tests/sites/setup.ts', 'tests/browser/setup.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    sequence: { sequencer: LongestFirst },
    // A test waits half of its time for a browser, for npm or for the command. One more than there are cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    provide: { isCampaign: false },
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
            'tests/siteAudit/*.test.ts',
          ],
          // Loading the pipeline for each file took a third of the time.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: { name: 'types', include: ['tests/types/*.test.ts'], testTimeout: 300_000 },
      },
      {
        test: {
          name: 'mutations',
          include: ['tests/mutations/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'sites',
          include: ['tests/sites/*.test.ts'],
          globalSetup: sites,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/package.test.ts'],
          globalSetup: sites,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/*.test.ts', 'tests/corpora/*.test.ts'],
          globalSetup: browser,
          setupFiles: ['tests/browser/afterEach.ts'],
          isolate: false,
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'campaigns',
          include: [
            'tests/campaigns/*.test.ts',
            'tests/corpora/*.test.ts',
            'tests/mutations/*.test.ts',
            'tests/package/*.test.ts',
            'tests/sites/{collections,failures,outFolder,runWorkflows,sameBytes}.test.ts',
            'tests/browser/{accessibility,everyKind,everyPage,noScript,search}.test.ts',
          ],
          globalSetup: browser,
          setupFiles: ['tests/browser/afterEach.ts'],
          provide: { isCampaign: true },
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
