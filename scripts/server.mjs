/** `npm run server`: the HTTP server alone, for several programs on one PostgreSQL and one Redis. */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare();
const { main } = await import('../dist/apps/server/src/main.js');
await main(process.argv.slice(2));
