import type { JobFacts } from '../event.ts';
import { about } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import type { Computed, Value } from '../model/expression.ts';
import type { JobWork } from '../model/work.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord } from '../variables-record.ts';
import { compute, computeNumber, computeText } from './evaluate.ts';

/** As in Camunda 7: what has a priority of its own above 0 comes before what has none. */
const DEFAULT_PRIORITY = 0;
const DEFAULT_RETRIES = 3;

/** Asks a connector or an external worker. */
export function createJob(run: Run, item: Item, work: JobWork): void {
  const settings = emptyRecord<Value>();
  for (const [name, value] of Object.entries(work.settings))
    settings[name] = about('setting', name, () => compute(run, item, value));
  const { retryCycle } = run.node(item);
  const cycle = work.retryCycle ?? retryCycle;
  emitJob(run, item, {
    kind: 'work',
    performer: work.performer,
    topic: about('topic', undefined, () => computeText(run, item, work.topic)),
    priority: about('priority', undefined, () => numberOr(run, item, work.priority, DEFAULT_PRIORITY)),
    retries: about('retries', undefined, () => numberOr(run, item, work.retries, DEFAULT_RETRIES)),
    settings,
    ...(cycle !== undefined && { retryCycle: cycle }),
  });
}

function numberOr(run: Run, item: Item, computed: Computed<number> | undefined, otherwise: number): number {
  return computed === undefined ? otherwise : computeNumber(run, item, computed);
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
