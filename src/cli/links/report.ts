import { describeStatus, stateOf, type LinkRecord, type LinkRecords, type LinkState } from '../../log/linkRecord.ts';
import { compareText } from '../../log/problem.ts';
import { count } from '../../log/count.ts';
import { inert } from '../../loader/inert.ts';
import type { LinkCheck } from './checkLinks.ts';

type Line = readonly [address: string, record: LinkRecord];

/** The results for the terminal: the links that need attention, then the counts. */
export function summaryOf(look: LinkCheck): string {
  const lines = (['dead', 'moved', 'unclear'] as const).flatMap((state) =>
    linesOf(look.links, state).map(([address, record]) => `${state.padEnd(8)} ${address}  ${detailOf(record)}`),
  );
  return [...lines, ...(lines.length > 0 ? [''] : []), countsOf(look)].join('\n');
}

/** The results in Markdown for a pull request. `files` are the files that contain each address. */
export function reportOf(look: LinkCheck, files: ReadonlyMap<string, readonly string[]>): string {
  const section = (state: LinkState, title: string, intro: string): string[] => {
    const lines = linesOf(look.links, state);
    if (lines.length === 0) return [];
    const items = lines.map(([address, record]) => {
      const places = (files.get(address) ?? []).map(inert).join(', ');
      return `- ${inert(address)}: ${detailOf(record, inert)}. In ${places}.`;
    });
    return [`## ${title}`, '', intro, '', ...items, ''];
  };
  return [
    '# Links',
    '',
    countsOf(look),
    '',
    ...section('dead', 'Dead', 'If there is a copy, pages link to it instead of the dead address.'),
    ...section(
      'moved',
      'Moved permanently',
      '`learnlog check --fix` updates the addresses that moved within the same host.',
    ),
    ...section(
      'unclear',
      'Unclear',
      'These links may still work: some hosts refuse programs, and others may be down for a day.',
    ),
  ].join('\n');
}

/** The number of dead addresses. */
export function deadOf(links: LinkRecords): number {
  return linesOf(links, 'dead').length;
}

function linesOf(links: LinkRecords, state: LinkState): readonly Line[] {
  const lines: Line[] = Object.entries(links);
  return lines.filter(([, record]) => stateOf(record) === state).sort(([a], [b]) => compareText(a, b));
}

function detailOf(record: LinkRecord, show = (text: string): string => text): string {
  const { moved, failing, archived } = record;
  if (moved !== undefined) return `now ${show(moved)}`;
  const since = failing ? `, failing since ${failing.since}` : '';
  return `${describeStatus(record)}${since}${archived === undefined ? '' : `; copy at ${show(archived)}`}`;
}

function countsOf({ links, all, looked, waiting }: LinkCheck): string {
  const of = (state: LinkState) => linesOf(links, state).length.toLocaleString('en');
  const rest =
    waiting > 0 ? ` ${count(waiting, 'address', 'addresses')} left for another day at the request of their hosts.` : '';
  return `${count(all, 'address', 'addresses')}, ${looked.toLocaleString('en')} checked now: ${of('dead')} dead, ${of('moved')} moved, ${of('unclear')} unclear.${rest}`;
}
