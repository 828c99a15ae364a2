import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether a test may take minutes. Set by the project in `vitest.config.ts`. */
    readonly isCampaign: boolean;
  }
}

/** Whether this is `npm run test:campaigns`, in which tests try more cases, each on its own. */
export const isCampaign: boolean = inject('isCampaign');
