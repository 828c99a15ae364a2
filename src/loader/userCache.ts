import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which commands of this user keep what is not of a single log. */
export function userCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'learnlog');
}
