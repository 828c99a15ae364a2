import { afterEach } from 'vitest';
import { closePages } from './open.ts';

afterEach(closePages);
