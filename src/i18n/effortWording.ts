import type { Duration } from '../log/length.ts';
import type { Effort } from '../log/effort.ts';
import { counted, fill, hoursAndMinutes, type Counted } from './phrase.ts';

/** The words for durations and efforts, also used in browser scripts. */
export interface EffortWords {
  readonly hours: string;
  readonly minutes: string;
  readonly both: string;
  readonly about: string;
  readonly brackets: string;
  readonly withUnknown: string;
  readonly unknownLengths: Counted;
  readonly left: string;
}

/** Formats durations and efforts in a language. */
export interface EffortWording {
  /** `3 h 31 min`, `45 min`, `2 h`, without line breaks; starts with `about` if estimated. */
  duration(duration: Duration): string;
  /** The effort to study something, with estimates rounded: `about 14 h, and 3 of unknown length`; empty for none. */
  effort(effort: Effort): string;
  /** The same with the range that an estimate may be in: `about 14 h (9–25 h), and 3 of unknown length`. */
  effortRange(effort: Effort): string;
  /** The remaining effort: `about 14 h left, and 3 of unknown length`; empty for none. */
  left(effort: Effort): string;
}

/** Formats efforts with the numbers of a locale; `isolated` wraps each duration and count. */
export function makeEffortWording(
  words: EffortWords,
  locale: string,
  isolated: (text: string) => string,
): EffortWording {
  const duration: EffortWording['duration'] = ({ minutes, about }) => {
    const time = hoursAndMinutes(minutes, words, locale);
    return isolated(about ? fill(words.about, { what: time }) : time);
  };
  const range = ({ least, most }: Effort): string => {
    const isLong = most >= 120;
    const [from, to] = [least, most].map((minutes) => Math.max(1, Math.round(isLong ? minutes / 60 : minutes)));
    const numbers = new Intl.NumberFormat(locale).formatRange(from ?? 1, Math.max(to ?? 1, (from ?? 1) + 1));
    return isolated(fill(isLong ? words.hours : words.minutes, { n: numbers }).replaceAll(' ', '\u00A0'));
  };
  const format = (effort: Effort, phrase: string, hasRange = false): string => {
    const { minutes, least, most, about, unknown } = effort;
    const time = minutes > 0 ? duration({ minutes: about ? roundedMinutes(minutes) : minutes, about }) : '';
    const known = hasRange && least < most ? fill(words.brackets, { first: time, second: range(effort) }) : time;
    if (unknown === 0) return known === '' ? '' : fill(phrase, { effort: known });
    const unknownLengths = isolated(counted(words.unknownLengths, unknown, locale));
    if (known === '') return fill(phrase, { effort: unknownLengths });
    return fill(words.withUnknown, { effort: fill(phrase, { effort: known }), unknown: unknownLengths });
  };
  return {
    duration,
    effort: (effort) => format(effort, '{effort}'),
    effortRange: (effort) => format(effort, '{effort}', true),
    left: (effort) => format(effort, words.left),
  };
}

/** Rounds an estimate to 5 minutes, from 2 hours to half an hour, and from 10 hours to the hour. */
function roundedMinutes(minutes: number): number {
  const step = minutes < 120 ? 5 : minutes < 600 ? 30 : 60;
  return Math.max(step, Math.round(minutes / step) * step);
}
