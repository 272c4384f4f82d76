/**
 * Lets Node run the TypeScript sources as they lie there (libraries by their `source` condition), for tools that need
 * parts which are never built, such as the testkit: `node --conditions=source --import THIS FILE tool.ts`.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
