#!/usr/bin/env node
/** `npx laufzettel …` or `npm run cli -- …`: builds when sources have changed, then runs the command line. */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare({ web: false });
const { main } = await import('../dist/apps/cli/src/main.js');
process.exitCode = await main(process.argv.slice(2));
