import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import valid from 'semver/functions/valid.js';
import type { BuildOptions } from './build.ts';
import type { Format } from './check.ts';
import { findRule } from './findRule.ts';
import type { RuleId } from '../log/rules.ts';
import { engineRoot } from '../integration/engineRoot.ts';
import { addAddCommand, addImportCommand, addInitCommand, addNewCommand } from './entryCommands.ts';

// Only commands that need the network may use it, so Astro's telemetry and update check are off.
process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
process.env.ASTRO_DISABLE_UPDATE_CHECK ??= 'true';

const path = (text: string): string => resolve(text);

const port = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('It must be a number from 1 to 65535.');
  return number;
};

const versionOf = (text: string): string => {
  const version = valid(text);
  if (version === null) throw new InvalidArgumentError('It must be a version like 1.2.0.');
  return version;
};
const { version } = JSON.parse(readFileSync(join(engineRoot, 'package.json'), 'utf8')) as { version: string };

const days = (text: string): number => {
  const [, number] = /^(\d{1,4})d?$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('It must be a number of days like 7d.');
  return Number(number);
};

const program = new Command('learnlog')
  .description('Turns a folder of Markdown into the website of a learning log.')
  .version(version)
  .option('--folder <path>', 'the folder of the log, which contains content/', '.')
  .showHelpAfterError();

const folder = (): string => resolve(program.opts<{ folder: string }>().folder);

const rulesNamed = (text: string, others: readonly RuleId[] = []): readonly RuleId[] => {
  const rule = findRule(text);
  if ('failure' in rule) throw new InvalidArgumentError(rule.failure);
  return [...others, rule.id];
};
const strictOption = () => new Option('--strict', 'treat warnings like errors');

program
  .command('check')
  .description('check the log and list its problems; exits with 1 if there are errors')
  .addOption(new Option('--format <format>', 'the output format').choices(['pretty', 'github', 'json', 'sarif']))
  .addOption(strictOption())
  .option('--rule <name>', 'check only this rule, and list all its problems; can be repeated', rulesNamed)
  .option('--fix', 'first fix what can be fixed automatically')
  .addOption(new Option('--dry-run', 'print what --fix would change, without changing it').implies({ fix: true }))
  .action(
    async ({
      rule: rules,
      ...options
    }: {
      format?: Format;
      strict?: boolean;
      rule?: readonly RuleId[];
      fix?: boolean;
      dryRun?: boolean;
    }) => {
      if (options.fix) {
        const { fix } = await import('./fix.ts');
        process.exitCode = await fix(folder(), { ...options, ...(rules && { rules }) });
        return;
      }
      const { check } = await import('./check.ts');
      process.exitCode = await check(folder(), { ...options, ...(rules && { rules }) });
    },
  );

program
  .command('build')
  .description('build the site into dist/; a failed build leaves the last site unchanged')
  .option('--out <path>', 'the folder for the site (default: dist/)', path)
  .addOption(strictOption())
  .option('--force', 'ignore the cached results of earlier builds')
  .option('--explain <page>', 'print what has changed since a page was last rendered')
  .option('--relative', 'make a site that opens from a folder, without a web server')
  .action(async (options: BuildOptions) => {
    const { buildSite } = await import('./build.ts');
    process.exitCode = await buildSite(folder(), options);
  });

program
  .command('epub')
  .description('make an e-book of the log, or of what it has on a topic or the path to a resource')
  .option('--topic <id>', 'only what is on this topic')
  .addOption(new Option('--path <resource>', 'only the path to this resource').conflicts('topic'))
  .option('--out <file>', 'the file for the book (default: log.epub, or named after the topic or resource)', path)
  .action(async (options: { topic?: string; path?: string; out?: string }) => {
    const { writeEpub } = await import('./epub.ts');
    process.exitCode = await writeEpub(folder(), { ...options, version });
  });

program
  .command('dev')
  .description('show the log while you write it, drafts included')
  .option('--port <number>', 'the port to listen on', port, 4321)
  .option('--host', 'let other machines on the network see it')
  .option('--open', 'open the log in the browser')
  .action(async (options: { port: number; host?: boolean; open?: boolean }) => {
    const { startDev } = await import('./dev.ts');
    await startDev(folder(), options);
  });

program
  .command('links')
  .description('check the external links and save the results in links.lock.json')
  .option('--older-than <days>', 'check working links again after this many days; 0 checks all (default: 28d)', days)
  .option('--report <file>', 'also write the results as Markdown', path)
  .option('--strict', 'exit with 1 if a link is dead')
  .action(async (options: { olderThan?: number; report?: string; strict?: boolean }) => {
    const { links } = await import('./links.ts');
    process.exitCode = await links(folder(), options);
  });

program
  .command('preview')
  .description('serve the built site on this machine')
  .option('--port <number>', 'the port to listen on', port, 4321)
  .option('--host', 'let other machines on the network see it')
  .action(async (options: { port: number; host?: boolean }) => {
    const { startPreview } = await import('./preview.ts');
    process.exitCode = await startPreview(folder(), options);
  });

addInitCommand(program);
addNewCommand(program, folder);
addAddCommand(program, folder);
addImportCommand(program, folder);

program
  .command('refresh')
  .description('fill missing facts of resources from their sources, and update those that nobody has edited')
  .argument('[id...]', 'the resources (default: all)')
  .option('--yes', 'write without asking')
  .option('--dry-run', 'show the differences, but write nothing')
  .action(async (ids: readonly string[], options: { yes?: boolean; dryRun?: boolean }) => {
    const { refresh } = await import('./refresh.ts');
    process.exitCode = await refresh(folder(), ids, options);
  });

program
  .command('upgrade')
  .description('install another version of Learnlog and convert the entries to its format')
  .option('--to <version>', 'the version to install', 'latest')
  .addOption(
    new Option('--from <version>', 'install nothing, only convert the entries from that version to this one').argParser(
      versionOf,
    ),
  )
  .action(async (options: { to: string; from?: string }) => {
    const { migrateLog, upgrade } = await import('./upgrade.ts');
    process.exitCode =
      options.from === undefined ? await upgrade(folder(), options.to) : await migrateLog(folder(), options.from);
  });

program
  .command('review')
  .description('review the change that the last commit of a pull request makes to the log')
  .argument('<repository>', 'a clone with the pull request merged; nothing in it is run', path)
  .requiredOption('--out <path>', 'the folder for the review, its summary and the site', path)
  .addOption(strictOption())
  .action(async (repository: string, options: { out: string; strict?: boolean }) => {
    const { review } = await import('./review.ts');
    process.exitCode = await review(folder(), repository, options);
  });

program
  .command('review-summary')
  .description('print the summary of an untrusted review as Markdown')
  .argument('<file>', 'the review.json of another run', path)
  .action(async (file: string) => {
    const { printReview } = await import('./review.ts');
    process.exitCode = await printReview(file);
  });

try {
  await program.parseAsync();
} catch (error) {
  const { complain } = await import('../loader/terminal.ts');
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.exitCode = complain(
    `This is a bug in Learnlog ${version}. Please report it with the command and these lines:\n\n${reason}`,
  );
}
