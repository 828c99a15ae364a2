import { describeStatus, type LinkRecord } from '../../log/linkRecord.ts';
import { fetchText } from '../web/fetchText.ts';
import type { Pace, Web } from '../web/web.ts';
import type { Facts, NoFacts, Source } from './source.ts';
import { readTarget, type Target } from './target.ts';

/** What a source says about a resource. */
export interface Found {
  readonly facts: Facts;
  /** The name of the source. */
  readonly source: string;
  readonly hasTex?: boolean | undefined;
}

/** Why a source says nothing. */
export interface NotFound {
  readonly reason: string;
  readonly advice: string;
  /** Whether the resource may exist anyway. */
  readonly mayExist?: boolean;
}

export type LookedUp = Found | NotFound;

/** The largest answer that is read, in bytes. */
export const largestAnswer = 5 * 1024 * 1024;

const byHand = 'To add it without a source, give its --title.';

interface Asking {
  readonly sources: readonly Source[];
  readonly web: Web;
  readonly pace: Pace;
}

/** Asks the source of a resource. Never throws because of an answer. */
export async function lookUp(target: Target, sources: readonly Source[], web: Web, pace: Pace): Promise<LookedUp> {
  const source = sources.find((one) => one.addressFor(target) !== undefined);
  return source
    ? askSource(source, target, { sources, web, pace })
    : { reason: 'No source covers resources of this kind.', advice: byHand, mayExist: true };
}

async function askSource(source: Source, target: Target, asking: Asking): Promise<LookedUp> {
  const { orElse } = source;
  const answer = await answerOf(source, target, asking);
  if ('facts' in answer || orElse?.addressFor(target) === undefined) return answer;
  const other = await askSource(orElse, target, asking);
  return 'facts' in other ? other : answer;
}

async function answerOf(source: Source, target: Target, asking: Asking): Promise<LookedUp> {
  const address = source.addressFor(target) ?? '';
  const fetching = { limit: largestAnswer, accept: source.accept, pace: asking.pace, pause: source.pause };
  const { mail, userAgent } = asking.web;
  const isNamed = source.asksForMail && mail !== undefined;
  const found = await fetchText(address, fetching, {
    ...asking.web,
    ...(isNamed && { userAgent: userAgent.replace(/\)$/, `; mailto:${mail})`) }),
  });
  if ('isTooLarge' in found) {
    const reason = `The answer from ${source.name} is larger than ${largestAnswer / 1024 / 1024} MiB.`;
    return { reason, advice: byHand, mayExist: true };
  }
  if ('status' in found) return noAnswer(source, found.status);
  const moved = address === target.url ? await lookUpMoved(found.address, source, asking) : undefined;
  if (moved) return moved;
  const facts = source.read(found, target);
  if (typeof facts === 'string') return noFacts(source, facts);
  const other = source.more?.(facts, target);
  const more = other && (await answerOf(other, target, asking));
  const all = more && 'facts' in more ? completedBy(facts, more.facts) : facts;
  return { facts: all, source: source.name, hasTex: source.hasTex };
}

/** Facts completed by others. A feed knows better than a page whether something is a recording. */
function completedBy(facts: Facts, { title, url, ...more }: Facts): Facts {
  const missing = Object.entries(more).filter(
    ([name, value]) => value !== undefined && (name === 'type' || !(facts[name as keyof Facts]?.length ?? 0)),
  );
  return { ...facts, ...Object.fromEntries(missing) };
}

/** Asks the source of the page that a page redirects to, if it has its own source, such as a short link to arXiv. */
async function lookUpMoved(address: string, of: Source, { sources, web, pace }: Asking): Promise<LookedUp | undefined> {
  const target = readTarget(address);
  if ('failure' in target) return undefined;
  const own = sources.filter((source) => source !== of && source.addressFor(target) !== undefined);
  const found = own.length > 0 ? await lookUp(target, own, web, pace) : undefined;
  return found && 'facts' in found
    ? { ...found, facts: { ...found.facts, url: found.facts.url ?? target.url } }
    : undefined;
}

function noAnswer({ name }: Source, status: LinkRecord['status']): LookedUp {
  const shown = describeStatus({ status });
  if (status === 404 || status === 410) {
    return { reason: `${start(name)} does not have it (${shown}).`, advice: 'Check it for typos.' };
  }
  if (status === 'not-public')
    return { reason: 'Its host is not public, and requests go only to public hosts.', advice: byHand, mayExist: true };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { reason: `${start(name)} refuses requests from programs (${shown}).`, advice: byHand, mayExist: true };
  }
  const reason = `${start(name)} could not be reached: ${shown}.`;
  return { reason, advice: `Is this machine online? Try again later. ${byHand}`, mayExist: true };
}

function noFacts({ name }: Source, why: NoFacts): LookedUp {
  if (why === 'not-found') return { reason: `${start(name)} does not have it.`, advice: 'Check it for typos.' };
  if (why === 'wants-person') {
    return {
      reason: `${start(name)} wants a person to log in, to accept terms or to prove that they are human.`,
      advice: byHand,
      mayExist: true,
    };
  }
  return { reason: `The answer from ${name} has no readable title.`, advice: byHand, mayExist: true };
}

function start(name: string): string {
  return name.replace(/^the/, 'The');
}
