import { wordsPlaceholder } from './fillIn.ts';
import type { VitePlugin } from './plugin.ts';
import type { ScriptWords } from './settings.ts';

const tables: Readonly<Record<string, keyof ScriptWords>> = {
  'virtual:learnlog/reading': 'clientReading',
  'virtual:learnlog/words': 'client',
  'virtual:learnlog/plan': 'clientPlan',
  'virtual:learnlog/progress': 'clientProgress',
};

/**
 * The virtual modules with the words of scripts. In `dev`, they are read each time that a module is loaded; a build fills
 * them in later.
 */
export function words(read: () => Promise<ScriptWords>): VitePlugin {
  let isBuild = true;
  return {
    name: 'learnlog:words',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId: (source) => (Object.hasOwn(tables, source) ? `\0${source}` : undefined),
    load: async (source) => {
      const table = tables[source.replace(/^\0/, '')];
      if (table === undefined) return undefined;
      const value = isBuild ? wordsPlaceholder(table) : JSON.stringify((await read())[table]);
      return `export const words = ${value};`;
    },
  };
}
