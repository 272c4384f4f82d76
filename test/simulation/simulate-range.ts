import { randomRun } from './random-run.ts';

/**
 * One process of `npm run simulate`: makes the runs `from`, `from + stride`, … below `to`, tells every now and then how
 * many there were, and each one that went wrong with its seed.
 */
export interface Progress {
  readonly runs: number;
  readonly steps: number;
  readonly events: number;
  readonly crashes: number;
  readonly failures: readonly { readonly seed: number; readonly message: string }[];
}

const [from = 0, to = 0, stride = 1] = process.argv.slice(2).map(Number);
const EVERY_MS = 1000;
let failures: Progress['failures'] = [];
let runs = 0;
let steps = 0;
let events = 0;
let crashes = 0;
let told = performance.now();

for (let seed = from; seed < to; seed += stride) {
  try {
    const report = randomRun(seed);
    steps += report.steps;
    events += report.events;
    crashes += report.crashes;
  } catch (error) {
    failures = [...failures, { seed, message: error instanceof Error ? error.message : String(error) }];
  }
  runs += 1;
  if (performance.now() - told > EVERY_MS) tell();
}
tell();
process.disconnect();

function tell(): void {
  const progress: Progress = { runs, steps, events, crashes, failures };
  process.send?.(progress);
  [failures, runs, steps, events, crashes] = [[], 0, 0, 0, 0];
  told = performance.now();
}
