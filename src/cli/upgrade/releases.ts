import semver from 'semver';

/** A version in the changelog. */
export interface Release {
  readonly version: string;
  /** Markdown, without the heading. */
  readonly text: string;
}

/** The releases after `from` up to and including `to`, newest first, in a changelog (Keep a Changelog 1.1.0). */
export function releasesBetween(changelog: string, from: string, to: string): readonly Release[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const version = semver.valid(/^\[([^\]]+)\]/.exec(heading)?.[1] ?? '');
      const isBetween = version !== null && semver.gt(version, from) && semver.lte(version, to);
      return isBetween ? [{ version, text: lines.join('\n').trim() }] : [];
    });
}
