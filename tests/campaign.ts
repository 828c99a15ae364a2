import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether a test may take minutes; set by the project in `vitest.config.ts`. */
    readonly isCampaign: boolean;
  }
}

/** Whether this runs by `npm run test:campaigns`: then a test tries every case alone, and many more of them. */
export const isCampaign: boolean = inject('isCampaign');
