import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isError } from '../log/problem.ts';
import { toGitHub } from './annotations.ts';
import { checkLog } from '../loader/check.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { overlay, readProposal, type Proposal } from './review/proposal.ts';
import { newProblems, reviewContent, reviewSchema, reviewUnread, type Review } from './review/review.ts';
import { reviewSummary } from './review/summary.ts';
import { buildSite } from './build.ts';
import { explainRefusal, keptName, markFolder, marker } from './siteFolder.ts';
import { parseJson } from '../log/json.ts';

/** A review of the most entries and problems that it may have is far smaller. */
const largestReview = 512 * 1024;

/**
 * Reviews a change that a stranger proposes: the last commit of a repository, against the log in a folder, which is its
 * base and stays as it is. Only entries and pictures are taken, and the base's own engine reads them. Leaves in `out` the
 * review, its summary and, where nothing is wrong, the site. Prints the problems as annotations of GitHub. Gives the exit
 * code: 1 where the change cannot be taken or something is wrong with it.
 */
export async function review(folder: string, repository: string, out: string): Promise<number> {
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
  return reviewEntries(folder, proposal, out);
}

const notices = {
  code: 'This pull request changes code, so a maintainer has to review it. Nothing was built or run.',
  refused: 'This pull request cannot be accepted. The summary says why.',
};

async function reviewEntries(folder: string, proposal: Proposal, out: string): Promise<number> {
  // Inside the folder, so that the owner's components find what is installed there.
  const copy = join(folder, '.astro', 'review');
  try {
    const before = await checkLog(folder);
    await overlay(folder, copy, proposal);
    const after = await silently(() => checkLog(copy));
    await writeReview(out, reviewContent(before, after, proposal.changes));
    const problems = newProblems(before, after);
    if (problems.length > 0) say(toGitHub(problems));
    if (problems.some(isError)) return 1;
    return await silently(() => buildSite(copy, join(out, 'site')));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Runs what may print words of a stranger, none of which GitHub takes for a command meanwhile. */
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
 * Prints the summary of a review that another run left, which a stranger may have altered: it is read as data, and is
 * written anew. Gives exit code 1, and prints no part of it, where it is not a review.
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
