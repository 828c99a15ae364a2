import type { Log } from '../../src/log/log.ts';
import type { ResourceId } from '../../src/log/entry.ts';
import { barRows, barsFrom, heightOf } from './barRows.ts';
import { label, writeSvg } from './svg.ts';

/** Something watched in the first week, with its running time in minutes. */
interface Watched {
  readonly name: string;
  readonly detail: string;
  readonly minutes: number;
}

const watched = [
  { id: 'zero-to-hero', name: 'Zero to Hero', detail: '9 lectures' },
  { id: 'karpathy-deep-dive', name: 'Deep Dive', detail: '1 talk' },
  { id: '3b1b-deep-learning', name: '3Blue1Brown', detail: '8 chapters' },
  { id: 'karpathy-intro-llms', name: 'Intro to LLMs', detail: '1 talk' },
] as const;

/** Everything watched in the first week, with the running times in the log. */
export function watchedIn(log: Log): Watched[] {
  return watched.map(({ id, name, detail }) => {
    const { length } = log.resource(id as ResourceId);
    if (length === undefined || !('minutes' in length)) throw new Error(`The resource "${id}" has no running time.`);
    return { name, detail, minutes: length.minutes };
  });
}

/** Minutes as hours with one decimal, as in the text. */
export function inHours(minutes: number): string {
  return `${(minutes / 60).toFixed(1)} h`;
}

/** The same numbers as a Markdown table. */
export function watchingTable(rows: readonly Watched[]): string {
  const total = rows.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    '| Watched | One pass |',
    '| --- | ---: |',
    ...rows.map(({ name, minutes }) => `| ${name} | ${inHours(minutes)} |`),
    `| Together | ${inHours(total)} |`,
  ].join('\n');
}

/** Draws the running times of the first week, each counted once. */
export function watchingTime(rows: readonly Watched[]): string {
  const total = rows.reduce((sum, { minutes }) => sum + minutes, 0);
  const said = rows.map(({ name, minutes }) => `${name} ${inHours(minutes)}`).join(', ');
  return writeSvg({
    title: `Watching time in week 1, estimated from running times, one pass: ${said}.`,
    description: `Four bars in proportion, the longest first. Together ${inHours(total)}.`,
    height: heightOf(rows.length) + 40,
    shapes: [
      ...barRows(
        rows.map(({ name, detail, minutes }) => ({ name, detail, amount: minutes, said: inHours(minutes) })),
        [280, 4],
      ),
      label([barsFrom, heightOf(rows.length) + 30], 'estimated from running times, one pass'),
    ],
  });
}
