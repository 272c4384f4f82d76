import type { JobFacts } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import type { JobWork } from '../model/work.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord } from '../variables-record.ts';
import { compute, computeNumber, computeText } from './evaluate.ts';

const DEFAULT_PRIORITY = 50;
const DEFAULT_RETRIES = 3;

/** Asks a connector or an external worker. */
export function createJob(run: Run, item: Item, work: JobWork): void {
  const settings = emptyRecord<Value>();
  for (const [name, value] of Object.entries(work.settings)) settings[name] = compute(run, item, value);
  const { retryCycle } = run.node(item);
  const cycle = work.retryCycle ?? retryCycle;
  emitJob(run, item, {
    kind: 'work',
    performer: work.performer,
    topic: computeText(run, item, work.topic),
    priority: work.priority === undefined ? DEFAULT_PRIORITY : computeNumber(run, item, work.priority),
    retries: work.retries === undefined ? DEFAULT_RETRIES : computeNumber(run, item, work.retries),
    settings,
    ...(cycle !== undefined && { retryCycle: cycle }),
  });
}

/** Continues the instance itself in a transaction of its own (asynchronous continuation). */
export function createContinuationJob(run: Run, item: Item, kind: 'asyncBefore' | 'asyncAfter'): void {
  const { retryCycle } = run.node(item);
  emitJob(run, item, {
    kind,
    performer: 'engine',
    topic: kind,
    priority: DEFAULT_PRIORITY,
    retries: DEFAULT_RETRIES,
    settings: emptyRecord<Value>(),
    ...(retryCycle !== undefined && { retryCycle }),
  });
}

function emitJob(run: Run, item: Item, job: JobFacts): void {
  run.emit(item, { type: 'JobCreated', jobId: run.context.newId(), job, ...run.of(item) });
}
