import type { VitePlugin } from './plugin.ts';

/** A virtual module that exports values. They are read each time that the module is loaded. */
export function constants(id: string, read: () => Promise<Readonly<Record<string, unknown>>>): VitePlugin {
  return {
    name: id,
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: async (source) => {
      if (source !== `\0${id}`) return undefined;
      const values = Object.entries(await read());
      return values.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');
    },
  };
}
