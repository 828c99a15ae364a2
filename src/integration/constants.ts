import type { VitePlugin } from './plugin.ts';

/** A virtual module that exports these values. */
export function constants(id: string, values: Readonly<Record<string, unknown>>): VitePlugin {
  const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return {
    name: id,
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? lines.join('\n') : undefined),
  };
}
