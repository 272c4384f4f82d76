/**
 * `npm run simulate`: 100,000 random processes along random paths with random crashes, on all cores.
 * `npm run simulate -- --count 5000`, and to see one failure again: `npm run simulate -- --seed 4712 --count 1`.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { ensureDependencies } = await import('./toolchain/dependencies.mjs');
const { root } = await import('./toolchain/root.mjs');
await ensureDependencies();

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});
const [count, seed, processes] = [values.count, values.seed, values.processes].map(Number);
for (const [name, value, most] of [
  ['count', count, 2 ** 31],
  ['seed', seed, 2 ** 31],
  ['processes', processes, 256],
]) {
  if (Number.isInteger(value) && value >= 0 && value <= most) continue;
  console.error(`Expected --${name} to be a whole number from 0 to ${most}, but got ${values[name]}.`);
  process.exit(2);
}

const sum = { runs: 0, steps: 0, events: 0, crashes: 0 };
const failures = [];
const begin = performance.now();
const seconds = () => (performance.now() - begin) / 1000;
const number = (value) => value.toLocaleString('en');
console.log(`seeds ${seed} to ${seed + count - 1}, ${processes} processes`);

function take(progress) {
  for (const name of Object.keys(sum)) sum[name] += progress[name];
  for (const { seed: failed, message } of progress.failures) {
    failures.push(failed);
    console.log(`\nseed ${failed}: ${message}\n  again: npm run simulate -- --seed ${failed} --count 1`);
  }
}

const shown = setInterval(
  () => {
    const left = (seconds() / Math.max(sum.runs, 1)) * (count - sum.runs);
    const line = `${number(sum.runs)} of ${number(count)}, ${failures.length} failed, ${Math.ceil(left)} s left`;
    process.stdout.write(process.stdout.isTTY ? `\r${line}   ` : `${line}\n`);
  },
  process.stdout.isTTY ? 1000 : 15_000,
);
const codes = await Promise.all(Array.from({ length: processes }, (_, index) => simulate(index)));
clearInterval(shown);

function simulate(index) {
  return new Promise((resolve) => {
    const child = fork(
      join(root, 'test/simulation/simulate-range.ts'),
      [seed + index, seed + count, processes].map(String),
      {
        cwd: root,
        execArgv: ['--conditions=source', '--import', join(root, 'scripts/toolchain/typescript-sources.mjs')],
      },
    );
    child.on('message', take);
    child.on('exit', resolve);
  });
}

const took = seconds();
console.log(
  `\n${number(sum.runs)} random processes, ${number(sum.steps)} steps, ${number(sum.events)} events, ` +
    `${number(sum.crashes)} crashes: ${failures.length} failed, ${took.toFixed(0)} s`,
);
if (sum.runs < count) console.log(`Expected ${number(count)} runs, but a process ended before it was done.`);
process.exitCode = failures.length === 0 && sum.runs === count && codes.every((code) => code === 0) ? 0 : 1;
