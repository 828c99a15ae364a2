import { formatLength } from '../../log/length.ts';

/** The length of a recording for frontmatter, at least a minute: `1h 32m`; undefined if there is none. */
export function lengthOfSeconds(seconds: number): string | undefined {
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
  return formatLength({ minutes: Math.max(1, Math.round(seconds / 60)), about: false });
}

/** The length for frontmatter from a duration such as `PT1H32M10S` (ISO 8601). */
export function lengthOfDuration(text = ''): string | undefined {
  const [, days, hours, minutes, seconds] =
    /^P(?:(\d{1,2})D)?T?(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?$/.exec(text) ?? [];
  const parts = [
    Number(days ?? 0) * 86_400,
    Number(hours ?? 0) * 3_600,
    Number(minutes ?? 0) * 60,
    Number(seconds ?? 0),
  ];
  return lengthOfSeconds(parts.reduce((sum, part) => sum + part, 0));
}
