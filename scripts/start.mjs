/**
 * `npm start`: installs and builds what is missing or stale, then runs server and worker in this one process.
 * Everything here works with Node alone, because on a fresh machine there is nothing else yet.
 */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare();
const { main } = await import('../dist/apps/server/src/main.js');
await main(['--all-in-one', ...process.argv.slice(2)]);
