#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { userCache } from '../loader/userCache.ts';

// Compiling takes half of the time that a command needs to start. The result is kept for all imports below.
enableCompileCache(join(userCache(), 'compiled'));

await import('./commands.ts');
