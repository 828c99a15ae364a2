import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { frameOf, type Chart } from './chart.ts';
import { drawBars } from './draw.ts';
import { exactlyIn, roughlyIn } from './formatAmount.ts';
import { weekBars, type Amount, type WeekBar, type WeekChart, type WeekPart } from './weekBars.ts';

/** The chart of the weeks by topic; undefined where no week has anything to show. */
export function weeksChart({ log, urls, wording }: Site): Chart | undefined {
  const data = weekBars(log);
  if (!data) return undefined;
  const { words } = wording;
  const say = roughlyIn(data.unit, wording);
  const exactly = exactlyIn(data.unit, wording);
  const said = (part: WeekPart) => fill(words.charts.part, { name: nameOf(part, wording), amount: exactly(part) });
  const parts = ({ parts: all }: WeekBar) =>
    all.map((part) => ({ amount: part.amount, fill: `var(--${tokenOf(part)})`, title: said(part) }));
  return {
    id: 'weeks',
    title: words.charts.topicWeek,
    total: fill(words.charts.byTopic, { total: totalOf(data, wording) }),
    description: describe(data, wording),
    rows: data.bars.map(({ week, total, about }) => ({
      name: wording.kicker(week),
      href: urls.entry(week),
      amount: say({ amount: total, about }),
    })),
    legend: hasTopics(data)
      ? data.topics.map((part) => ({ name: nameOf(part, wording), swatch: `swatch-${tokenOf(part)}` }))
      : [],
    drawings: [{ width: 0, svg: drawBars(data.bars.map(parts), data.longest, frameOf('weeks', wording)) }],
    table: tableOf(data, wording),
  };
}

function totalOf({ unit, total }: WeekChart, wording: Site['wording']): string {
  return unit === 'minutes' ? roughlyIn(unit, wording)(total) : wording.count('resources', total.amount);
}

function hasTopics({ topics }: WeekChart): boolean {
  return topics.some(({ topic }) => topic);
}

function nameOf({ topic }: WeekPart, { words }: Site['wording']): string {
  return topic?.title ?? words.charts.noTopic;
}

function tokenOf({ topic }: WeekPart): string {
  return topic ? `topic-${((topic.number - 1) % 8) + 1}` : 'control';
}

function describe(data: WeekChart, wording: Site['wording']): string {
  const { charts } = wording.words;
  const say = roughlyIn(data.unit, wording);
  const whole = { total: totalOf(data, wording), weeks: wording.count('weeks', data.bars.length) };
  const most = data.topics.filter(({ topic }) => topic).reduce<WeekPart | undefined>(larger, undefined);
  const sentences = [
    most
      ? fill(charts.weeksTopic, { ...whole, topic: nameOf(most, wording), amount: say(most) })
      : fill(charts.weeksTold, whole),
  ];
  const fullest = data.bars.find(({ total }) => total === data.longest);
  if (fullest && data.bars.length > 1) {
    const amount = say({ amount: fullest.total, about: fullest.about });
    sentences.push(fill(charts.weeksFullest, { week: wording.kicker(fullest.week), amount }));
  }
  return sentences.join(' ');
}

function larger(best: WeekPart | undefined, part: WeekPart): WeekPart {
  return best && best.amount >= part.amount ? best : part;
}

function tableOf(data: WeekChart, wording: Site['wording']): Chart['table'] {
  const { charts } = wording.words;
  const say = exactlyIn(data.unit, wording);
  const topics = hasTopics(data) ? data.topics : [];
  const cells = (parts: readonly WeekPart[], total: Amount) => [
    ...topics.map(({ topic }) => say(parts.find((part) => part.topic === topic) ?? { amount: 0, about: false })),
    say(total),
  ];
  const outside = data.outside.amount > 0 ? [fill(charts.outside, { amount: say(data.outside) })] : [];
  return {
    columns: [charts.week, ...topics.map((part) => nameOf(part, wording)), charts.total],
    rows: [
      ...data.bars.map(({ week, parts, total, about }) => [
        wording.kicker(week),
        ...cells(parts, { amount: total, about }),
      ]),
      [charts.total, ...cells(data.topics, data.total)],
    ],
    note: [data.unit === 'minutes' ? charts.sessionsNote : charts.metNote, ...outside].join(' '),
  };
}
