import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stops } from '../log/problem.ts';
import { toGitHub } from './annotations.ts';
import { checkLog } from '../loader/check.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { overlay, readProposal, type Proposal } from './review/proposal.ts';
import { newProblems, reviewContent, reviewSchema, reviewUnread, type Review } from './review/review.ts';
import { reviewSummary } from './review/summary.ts';
import { buildSite } from './build.ts';
import { explainRefusal, keptName, markFolder, marker } from './siteFolder.ts';
import { parseJson } from '../log/json.ts';

/** In bytes. The limits of `reviewSchema` keep every review far below this. */
const largestReview = 512 * 1024;

/**
 * Reviews a stranger's change: the last commit of a repository, compared with the log in a folder, which stays unchanged.
 * Only entries, pictures and documents are copied, and the engine of the base reads them. Writes the review, its summary and, if
 * there are no errors, the site to `out`. Prints the problems as GitHub annotations. Returns exit code 1 if the change is
 * refused or has errors, or with `strict` warnings.
 */
export async function review(
  folder: string,
  repository: string,
  { out, strict = false }: { readonly out: string; readonly strict?: boolean },
): Promise<number> {
  const refusal = await explainRefusal(out, folder, [folder, repository]);
  if (refusal !== undefined) return complain(onOneLine(`Nothing was reviewed into ${out}. ${refusal}`));
  await mkdir(out, { recursive: true });
  await markFolder(out);
  for (const name of await readdir(out)) {
    if (name !== marker && name !== keptName) await rm(join(out, name), { recursive: true, force: true });
  }
  const proposal = await readProposal(repository);
  if (proposal.verdict !== 'content') {
    await writeReview(out, reviewUnread(proposal));
    const level = proposal.verdict === 'code' ? 'notice' : 'error';
    say(`::${level}::${notices[proposal.verdict]}`);
    return proposal.verdict === 'code' ? 0 : 1;
  }
  return reviewEntries(folder, proposal, { out, strict });
}

const notices = {
  code: 'This pull request changes code, so a maintainer has to review it. Nothing was built or run.',
  refused: 'This pull request cannot be accepted. The summary says why.',
};

async function reviewEntries(
  folder: string,
  proposal: Proposal,
  { out, strict }: { readonly out: string; readonly strict: boolean },
): Promise<number> {
  // Inside the folder, so that the owner's components find the installed packages.
  const copy = join(folder, '.astro', 'review');
  try {
    const before = await checkLog(folder);
    await overlay(folder, copy, proposal);
    const after = await silently(() => checkLog(copy));
    await writeReview(out, reviewContent(before, after, proposal.changes));
    const problems = newProblems(before, after);
    if (problems.length > 0) say(toGitHub(problems));
    if (problems.some((problem) => stops(problem, { strict }))) return 1;
    return await silently(() => buildSite(copy, { out: join(out, 'site') }));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Runs code that may print a stranger's words. Until it ends, GitHub treats no line as a command. */
async function silently<Result>(print: () => Promise<Result>): Promise<Result> {
  const token = randomUUID();
  say(`::stop-commands::${token}`);
  try {
    return await print();
  } finally {
    say(`::${token}::`);
  }
}

async function writeReview(out: string, result: Review): Promise<void> {
  await writeFile(join(out, 'review.json'), JSON.stringify(result));
  await writeFile(join(out, 'summary.md'), reviewSummary(result));
}

/**
 * Prints the summary of another run's review. A stranger may have altered that file, so the review is parsed as data and
 * the summary generated again. If it is invalid, prints no part of it and returns exit code 1.
 */
export async function printReview(file: string): Promise<number> {
  const stats = await lstat(file).catch(() => undefined);
  const isRead = stats?.isFile() && stats.size <= largestReview;
  const result = isRead ? reviewSchema.safeParse(parseJson(await readFile(file, 'utf8'))) : undefined;
  if (!result?.success) {
    return complain('This is not a valid review.');
  }
  say(reviewSummary(result.data).trimEnd());
  return 0;
}
