/**
 * `npm run bench`: how many process instances this machine completes per second, on both queue backends, and how time grows
 * with the size of a multi-instance and of a process.
 * Sizes for a quick look: `npm run bench -- --instances 1000 --curve 1000,2000`.
 */
import { parseArgs } from 'node:util';
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
const { root } = await import('./toolchain/root.mjs');
await prepare({ web: false });
const { values } = parseArgs({
  options: { instances: { type: 'string' }, outstanding: { type: 'string' }, curve: { type: 'string' } },
});
const { bench } = await import('../test/bench/bench.mjs');
await bench({
  projectDirectory: root,
  ...(values.instances === undefined ? {} : { instances: Number(values.instances) }),
  ...(values.outstanding === undefined ? {} : { outstanding: Number(values.outstanding) }),
  ...(values.curve === undefined ? {} : { curve: values.curve.split(',').map(Number) }),
});
process.exit(0);
