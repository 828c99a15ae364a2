import { firstDay } from '../log/date.ts';
import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { frameOf, type Chart } from './chart.ts';
import { drawBars } from './draw.ts';
import { exactFormat, sentenceFormat, shortFormat } from './formatAmount.ts';
import { groupedBars, type GroupedBar, type GroupedChart } from './groupedBars.ts';
import { lengthOf, type Amount, type WeekPart } from './weekBars.ts';

/** The chart of weeks by topic; undefined if it would be empty. It has at most `most` months, or shows years instead. */
export function weeksChart({ log, urls, wording }: Site, most?: number): Chart | undefined {
  const data = groupedBars(log, most);
  if (!data) return undefined;
  const { words } = wording;
  const short = shortFormat(data.unit, wording);
  const exact = exactFormat(data.unit, wording);
  const titleOf = (part: WeekPart) => fill(words.charts.part, { name: nameOf(part, wording), amount: exact(part) });
  const parts = ({ parts: all, unrecorded }: GroupedBar) => [
    ...all.map((part) => ({ amount: part.amount, fill: `var(--${tokenOf(part)})`, title: titleOf(part) })),
    ...(unrecorded > 0 ? [{ amount: unrecorded, title: wording.count('unrecorded', unrecorded) }] : []),
  ];
  const isAnyUnrecorded = data.bars.some(({ unrecorded }) => unrecorded > 0);
  return {
    id: 'weeks',
    title: words.charts.topicBy[data.span],
    total: fill(words.charts.byTopic, { total: sentenceFormat(data.unit, wording)(data.total) }),
    description: describe(data, wording),
    rows: data.bars.map((bar) => ({
      name: barName(bar, data, wording),
      href: urls.entry(bar.weeks[0]),
      amount: bar.unrecorded > 0 ? `${short(bar.total)} + ${wording.number(bar.unrecorded)}` : short(bar.total),
    })),
    legend: [
      ...(hasTopics(data)
        ? data.topics.map((part) => ({ name: nameOf(part, wording), swatch: `swatch-${tokenOf(part)}` }))
        : []),
      ...(isAnyUnrecorded ? [{ name: words.charts.unrecorded, swatch: 'swatch-unrecorded' }] : []),
    ],
    topics: data.topics.flatMap(({ topic }) => topic?.title ?? []),
    drawings: [{ width: 0, svg: drawBars(data.bars.map(parts), data.longest, frameOf('weeks', wording)) }],
    table: tableOf(data, wording),
  };
}

/** `Week 3`, `Mar 2025` or `2025`. */
function barName({ weeks: [first] }: GroupedBar, { span }: GroupedChart, wording: Site['wording']): string {
  if (span === 'week') return wording.kicker(first);
  const day = firstDay(first.start);
  return span === 'month' ? wording.month(day, true) : wording.year(Number(day.slice(0, 4)));
}

function hasTopics({ topics }: GroupedChart): boolean {
  return topics.some(({ topic }) => topic);
}

function nameOf({ topic }: WeekPart, { words }: Site['wording']): string {
  return topic?.title ?? words.charts.noTopic;
}

function tokenOf({ topic }: WeekPart): string {
  return topic ? `topic-${((topic.number - 1) % 8) + 1}` : 'control';
}

function describe(data: GroupedChart, wording: Site['wording']): string {
  const { charts } = wording.words;
  const short = shortFormat(data.unit, wording);
  const total = sentenceFormat(data.unit, wording)(data.total);
  const whole = {
    total,
    weeks: wording.count(
      'weeks',
      data.bars.reduce((sum, { weeks }) => sum + weeks.length, 0),
    ),
  };
  const most = data.topics.filter(({ topic }) => topic).reduce<WeekPart | undefined>(larger, undefined);
  const sentences = [
    most
      ? fill(charts.weeksTopic, { ...whole, topic: nameOf(most, wording), amount: short(most) })
      : fill(charts.weeksSummary, whole),
  ];
  const fullest = data.bars.find((bar) => lengthOf(bar) === data.longest);
  if (fullest && data.bars.length > 1) {
    sentences.push(fill(charts.weeksMost, { week: barName(fullest, data, wording), amount: short(fullest.total) }));
  }
  return wording.sentences(sentences);
}

function larger(best: WeekPart | undefined, part: WeekPart): WeekPart {
  return best && best.amount >= part.amount ? best : part;
}

function tableOf(data: GroupedChart, wording: Site['wording']): Chart['table'] {
  const { charts } = wording.words;
  const exact = exactFormat(data.unit, wording);
  const topics = hasTopics(data) ? data.topics : [];
  const cells = (parts: readonly WeekPart[], total: Amount) => [
    ...topics.map(({ topic }) => exact(parts.find((part) => part.topic === topic) ?? { amount: 0, about: false })),
    exact(total),
  ];
  const unrecorded = data.bars.reduce((sum, bar) => sum + bar.unrecorded, 0);
  const missing = unrecorded > 0 ? [wording.count('unrecordedToo', unrecorded)] : [];
  const outside = data.outside.amount > 0 ? [fill(charts.outside, { amount: exact(data.outside) })] : [];
  return {
    columns: [charts[data.span], ...topics.map((part) => nameOf(part, wording)), charts.total],
    rows: [
      ...data.bars.map((bar) => [barName(bar, data, wording), ...cells(bar.parts, bar.total)]),
      [charts.total, ...cells(data.topics, data.total)],
    ],
    note: wording.sentences([data.unit === 'minutes' ? charts.sessionsNote : charts.metNote, ...missing, ...outside]),
  };
}
