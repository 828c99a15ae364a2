/** The name of the cache with what a reader has visited; a host can have several logs, so it contains the base path. */
export function visitedCache(base: string): string {
  return `learnlog:${base}`;
}
