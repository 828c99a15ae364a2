import type { Duration } from '../log/duration.ts';
import type { Effort } from '../log/effort.ts';
import { counted, fill, hoursAndMinutes, type Counted } from './phrase.ts';

/** The words for durations and efforts, which scripts in the browser have too. */
export interface EffortWords {
  readonly hours: string;
  readonly minutes: string;
  readonly about: string;
  readonly withUnknown: string;
  readonly unknownLengths: Counted;
  readonly left: string;
}

/** How durations and efforts are written in a language. */
export interface EffortWording {
  /** `3 h 31 min`, `45 min`, `2 h`, on one line; with `about` before it where it is estimated. */
  duration(duration: Duration): string;
  /** What it takes to study something, estimates rounded: `about 14 h, and 3 of unknown length`; empty for nothing. */
  effort(effort: Effort): string;
  /** The same of what is still to be studied: `about 14 h left, and 3 of unknown length`; empty for nothing. */
  left(effort: Effort): string;
}

/** The wording of efforts in the numbers of a locale; each duration and count of it passes `isolated`. */
export function makeEffortWording(
  words: EffortWords,
  locale: string,
  isolated: (text: string) => string,
): EffortWording {
  const duration: EffortWording['duration'] = ({ minutes, about }) => {
    const time = hoursAndMinutes(minutes, words, locale);
    return isolated(about ? fill(words.about, { what: time }) : time);
  };
  const format = ({ minutes, about, unknown }: Effort, phrase: string): string => {
    const known = minutes > 0 ? duration({ minutes: about ? roundedMinutes(minutes) : minutes, about }) : '';
    if (unknown === 0) return known === '' ? '' : fill(phrase, { effort: known });
    const unknownLengths = isolated(counted(words.unknownLengths, unknown, locale));
    if (known === '') return fill(phrase, { effort: unknownLengths });
    return fill(words.withUnknown, { effort: fill(phrase, { effort: known }), unknown: unknownLengths });
  };
  return { duration, effort: (effort) => format(effort, '{effort}'), left: (effort) => format(effort, words.left) };
}

/** An estimate to five minutes, from two hours on to half an hour, from ten on to the hour. */
function roundedMinutes(minutes: number): number {
  const step = minutes < 120 ? 5 : minutes < 600 ? 30 : 60;
  return Math.max(step, Math.round(minutes / step) * step);
}
