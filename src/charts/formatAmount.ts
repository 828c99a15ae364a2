import type { Wording } from '../i18n/wording.ts';
import type { Amount, Unit } from './weekBars.ts';

type Format = (amount: Amount) => string;

/** Formats exact amounts, for tables. Zero is a plain `0`. */
export function exactFormat(unit: Unit, wording: Wording): Format {
  return ({ amount, about }) =>
    unit === 'minutes' && amount > 0
      ? wording.duration({ minutes: amount, about })
      : wording.about(wording.number(amount), about);
}

/** Formats amounts beside bars; from ten hours up, rounded to full hours. */
export function shortFormat(unit: Unit, wording: Wording): Format {
  const format = exactFormat(unit, wording);
  const isLong = (amount: number) => unit === 'minutes' && amount >= 600;
  return ({ amount, about }) => format({ amount: isLong(amount) ? Math.round(amount / 60) * 60 : amount, about });
}

/** Formats amounts with their unit, for sentences. */
export function sentenceFormat(unit: Unit, wording: Wording): Format {
  if (unit === 'minutes') return shortFormat(unit, wording);
  return ({ amount, about }) => wording.about(wording.count('resources', amount), about);
}
