import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { AddOptions } from './add.ts';
import type { ImportOptions } from './import.ts';
import type { NewKind } from './entries/newEntry.ts';
import { readName } from './entries/entryId.ts';
import { idOfWord, periodWords } from '../log/period.ts';
import { fieldsOf } from '../log/schema.ts';
import { addFieldFlags, type FlagValues } from './entries/entryFlags.ts';

const kinds: Readonly<Record<NewKind, string>> = {
  resource: 'add a resource: something to study',
  week: 'add a week or another period (as in learnlog new day); by default, it starts after the last one',
  note: 'add a note: something learned that is not one source',
  page: 'add a page',
};

interface IssueFlags {
  readonly fromIssue?: string;
  readonly report?: string;
  /**
   * The issue of a journal. With `report`, it means the same as `fromIssue`, as the workflows of version 0.1.0 expect.
   */
  readonly issue?: string;
}

/** Adds the command `new`, with a subcommand for each kind of entry and a flag for each of its fields. */
export function addNewCommand(program: Command, folder: () => string): void {
  const parent = program.command('new').description('add an entry from flags, or answer a few questions');
  program.hook('preSubcommand', async (_, command) => {
    if (command === parent) await nameWeeks(parent, folder());
  });
  for (const [kind, description] of Object.entries(kinds) as [NewKind, string][]) {
    const command = addFieldFlags(parent.command(kind).description(description), fieldsOf(kind));
    command.argument('[title]', kind === 'note' ? 'its title, or its path, such as git/rebase-onto' : 'its title');
    command.option('--id <name>', 'the file name without .md (default: from the title)');
    if (kind === 'resource') {
      command.option('--from-issue <file>', 'read the fields from an issue, given as a file with the GitHub event');
      command.option('--report <file>', 'with --from-issue: write the outcome to this file, as Markdown');
    }
    command.action(async (title: string | undefined, flags: FlagValues & IssueFlags) => {
      const { fromIssue = flags.report === undefined ? undefined : flags.issue } = flags;
      if (fromIssue !== undefined) {
        const { writeSuggestion } = await import('./suggestion.ts');
        process.exitCode = await writeSuggestion(folder(), fromIssue, { report: flags.report });
        return;
      }
      const { writeNewEntry } = await import('./new.ts');
      process.exitCode = await writeNewEntry(folder(), kind, {
        ...(title !== undefined && readName(kind, title)),
        ...flags,
      });
    });
  }
}

/** Adds the command `add`, with a flag for each field of a resource. */
export function addAddCommand(program: Command, folder: () => string): void {
  const command = program
    .command('add')
    .description('add resources by address, arXiv identifier, DOI or ISBN, with the facts of their source')
    .argument('[what...]', 'what to add; - reads lines of input; without it, you are asked');
  addFieldFlags(command, fieldsOf('resource'))
    .option('--id <name>', 'the file name without .md (default: from the title)')
    .option('--week <id>', 'append a link to this week')
    .addOption(new Option('--note <id>', 'append a link to this note').conflicts('week'))
    .option('--dry-run', 'ask the sources and print the files, but write nothing')
    .option('--json', 'print the results as JSON')
    .option('--from-issue <file>', 'add what an issue suggests, given as a file with the GitHub event')
    .option('--report <file>', 'with --from-issue: write the outcome to this file, as Markdown')
    .action(
      async (
        whats: readonly string[],
        flags: FlagValues & IssueFlags & Pick<AddOptions, 'dryRun' | 'json' | 'id' | 'week' | 'note'>,
      ) => {
        if (flags.fromIssue !== undefined) {
          const { writeSuggestion } = await import('./suggestion.ts');
          process.exitCode = await writeSuggestion(folder(), flags.fromIssue, { report: flags.report, asks: true });
          return;
        }
        const { add } = await import('./add.ts');
        // Ctrl-C lets the current file be finished. A second one ends the process. One at the same time is the same
        // one, which both the terminal and the parent process send.
        const stop = new AbortController();
        process.on('SIGINT', () => {
          if (!stop.signal.aborted) setTimeout(() => process.once('SIGINT', () => process.exit(130)), 500).unref();
          stop.abort();
        });
        const code = await add(folder(), whats, flags, { ...flags, stop: stop.signal });
        // Requests that nothing waits for would keep the process running.
        if (stop.signal.aborted) process.exit(code);
        process.exitCode = code;
      },
    );
}

/** Adds the command `import`. */
export function addImportCommand(program: Command, folder: () => string): void {
  program
    .command('import')
    .description('bring in what you have: a file or folder of another program, without changing it')
    .argument('<path>', 'what to import')
    .option('--dry-run', 'show what would be imported, but write nothing')
    .option('--retry', 'import only what the last import could not')
    .option('--init <title>', 'create a log with this title first')
    .option('--no-pictures', 'do not download pictures that are only on the web, but link to them')
    .option('--topics <file>', 'a YAML file with lines like "deep learning: dl"; an empty id leaves a topic out')
    .option('--columns <file>', 'a YAML file with lines like "My Rating: verdict" for a CSV file; see --dry-run')
    .option('--json', 'print the result as JSON')
    .action(async (path: string, options: Omit<ImportOptions, 'readers'>) => {
      const { importInto } = await import('./import.ts');
      process.exitCode = await importInto(folder(), path, options);
    });
}

/** Also gives the command for weeks the name of the log's periods. */
async function nameWeeks(parent: Command, folder: string): Promise<void> {
  const { periodOf } = await import('../loader/files.ts');
  const period = await periodOf(folder);
  const name = period && idOfWord(periodWords(period).one);
  if (name === undefined || parent.commands.some((command) => command.name() === name) || name === 'help') return;
  parent.commands.find((command) => command.name() === 'week')?.alias(name);
}

/** Adds the command `init`, with a flag for each field of a log that has a single value. */
export function addInitCommand(program: Command): void {
  const command = program
    .command('init')
    .description('create a log in a new folder from flags, or answer a few questions')
    .argument('<folder>', 'the folder to create');
  const fields = fieldsOf('log').filter(({ shape }) => shape === 'value');
  addFieldFlags(command, fields)
    .option('--from <log>', 'start with the resources of another log, given by the address or path of its log.json')
    .action(async (path: string, flags: FlagValues & { readonly from?: string }) => {
      const { startLog } = await import('./startLog.ts');
      process.exitCode = await startLog(resolve(path), flags, { from: flags.from });
    });
}
