#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { userCache } from '../loader/userCache.ts';

// Half of the start of a command is compiling. What is imported below is compiled once, and kept for later commands.
enableCompileCache(join(userCache(), 'compiled'));

await import('./commands.ts');
