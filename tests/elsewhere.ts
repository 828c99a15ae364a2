import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Preloaded into a command: moves the date 400 days ahead and reverses directory listings. */
const later = 400 * 24 * 60 * 60 * 1000;
const RealDate = Date;

class LaterDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [RealDate.now() + later] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + later;
  }
}
globalThis.Date = LaterDate as DateConstructor;

const { readdir, readdirSync } = fs;
const { readdir: readdirSoon } = fs.promises;
const reversed = (list: unknown): unknown => (Array.isArray(list) ? list.reverse() : list);

Object.assign(fs.promises, {
  readdir: async (...given: Parameters<typeof readdirSoon>) => reversed(await readdirSoon(...given)),
});
Object.assign(fs, {
  readdirSync: (...given: Parameters<typeof readdirSync>) => reversed(readdirSync(...given)),
  readdir: (...given: unknown[]) => {
    const done = given.pop() as (error: unknown, list: unknown) => void;
    const call = readdir as unknown as (...given: unknown[]) => void;
    call(...given, (error: unknown, list: unknown) => done(error, reversed(list)));
  },
});
syncBuiltinESMExports();
