import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { NewKind } from './entries/newEntry.ts';
import { readName } from './entries/entryId.ts';
import { fieldsOf } from '../log/schema.ts';
import { addFieldFlags, type FlagValues } from './entries/entryFlags.ts';

const kinds: Readonly<Record<NewKind, string>> = {
  resource: 'add a resource: something to study',
  week: 'add a week; by default it starts on the Monday after the last one',
  note: 'add a note: something learned that is not one source',
  page: 'add a page',
};

/** Adds the command `new`, with a subcommand for each kind of entry and a flag for each of its fields. */
export function addNewCommand(program: Command, folder: () => string): void {
  const parent = program.command('new').description('add an entry from flags, or answer a few questions');
  for (const [kind, description] of Object.entries(kinds) as [NewKind, string][]) {
    const command = addFieldFlags(parent.command(kind).description(description), fieldsOf(kind));
    command.argument('[title]', kind === 'note' ? 'its title, or its path, such as git/rebase-onto' : 'its title');
    command.option('--id <name>', 'the file name without .md (default: from the title)');
    if (kind === 'resource') {
      command.option('--issue <file>', 'read the fields from an issue, given as a file with the GitHub event');
      command.option('--report <file>', 'with --issue: write the outcome to this file, as Markdown');
    }
    command.action(
      async (title: string | undefined, flags: FlagValues & { readonly issue?: string; readonly report?: string }) => {
        if (flags.issue !== undefined) {
          const { writeSuggestion } = await import('./suggestion.ts');
          process.exitCode = await writeSuggestion(folder(), flags.issue, flags.report);
          return;
        }
        const { writeNewEntry } = await import('./new.ts');
        process.exitCode = await writeNewEntry(folder(), kind, {
          ...(title !== undefined && readName(kind, title)),
          ...flags,
        });
      },
    );
  }
}

/** Adds the command `init`, with a flag for each field of a log that has a single value. */
export function addInitCommand(program: Command): void {
  const command = program
    .command('init')
    .description('create a log in a new folder from flags, or answer three questions')
    .argument('<folder>', 'the folder to create');
  const fields = fieldsOf('log').filter(({ shape }) => shape === 'value');
  addFieldFlags(command, fields)
    .option('--from <log>', 'start with the resources of another log, given by the address or path of its log.json')
    .action(async (path: string, flags: FlagValues & { readonly from?: string }) => {
      const { initLog } = await import('./init.ts');
      process.exitCode = await initLog(resolve(path), flags, { from: flags.from });
    });
}
