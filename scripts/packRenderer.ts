import { packRenderer } from '../src/integration/keptRenderer.ts';

// An owner's first build needs no bundler then.
await packRenderer('lib/renderer');
