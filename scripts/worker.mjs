/** `npm run worker`: a worker alone, for several programs on one PostgreSQL and one Redis. Start as many as you like. */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare({ web: false });
const { main } = await import('../dist/apps/worker/src/main.js');
await main(process.argv.slice(2));
