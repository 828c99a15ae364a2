import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { userCache } from '../loader/userCache.ts';

// Half of the start of a command is compiling. What is imported after this module is compiled only once.
enableCompileCache(join(userCache(), 'compiled'));
