import type { Wording } from '../i18n/wording.ts';
import type { Amount } from './weekBars.ts';

/** What an amount is measured in. */
export type Unit = 'minutes' | 'resources';

/** Says amounts as they were added up, in tables; a plain zero for nothing. */
export function exactlyIn(unit: Unit, wording: Wording) {
  return ({ amount, about }: Amount): string => {
    if (unit === 'minutes' && amount > 0) return wording.duration({ minutes: amount, about });
    return wording.about(wording.number(amount), about);
  };
}

/** Says amounts in short, beside bars and in sentences: ten hours and more without their minutes. */
export function roughlyIn(unit: Unit, wording: Wording) {
  const say = exactlyIn(unit, wording);
  const isLong = (amount: number) => unit === 'minutes' && amount >= 600;
  return ({ amount, about }: Amount): string =>
    say({ amount: isLong(amount) ? Math.round(amount / 60) * 60 : amount, about });
}
