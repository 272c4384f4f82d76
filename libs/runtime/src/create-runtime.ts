import { createExpressionLanguage } from '#expressions';
import { createBatches } from './batches/batches.ts';
import { createDecisions } from './decisions/decisions.ts';
import { createDefinitions } from './definitions/definitions.ts';
import { createDeployments } from './deployments/deployments.ts';
import { createEventBus } from './events/event-bus.ts';
import { CommandExecutor, type ExecutorOptions } from './execution/command-executor.ts';
import { DefinitionCache } from './execution/definition-cache.ts';
import { createIncidents } from './incidents/incidents.ts';
import { createInstances } from './instances/instances.ts';
import { createExternalTasks } from './jobs/external-tasks.ts';
import { createJobs } from './jobs/jobs.ts';
import { createOwnJobs } from './jobs/own-jobs.ts';
import { createTimers } from './jobs/timers.ts';
import { createOperations } from './operations/operations.ts';
import type { Runtime } from './runtime.ts';
import type { RuntimeParts, RuntimePorts } from './runtime-parts.ts';
import { createComments } from './tasks/comments.ts';
import { createTasks } from './tasks/tasks.ts';
import { createVariableRecords } from './variable-records/variable-records.ts';
import { createCalendar } from './time/iso-calendar.ts';

export interface RuntimeOptions extends Partial<ExecutorOptions> {
  /** IANA time zone of dates without offset; Europe/Berlin when absent. */
  readonly timeZone?: string;
  /** Topics our own workers know; a job of any other topic waits for an external worker. */
  readonly connectorTopics: ReadonlySet<string>;
}

/** What {@link createRuntime} makes: the use cases, and the parts the background work (relay, workers) is made of. */
export interface OpenRuntime {
  readonly runtime: Runtime;
  readonly parts: RuntimeParts;
}

/** Puts the use cases together over one adapter per port. */
export function createRuntime(ports: RuntimePorts, options: RuntimeOptions): OpenRuntime {
  const expressions = createExpressionLanguage();
  const calendar = createCalendar(options.timeZone ?? 'Europe/Berlin');
  const cache = new DefinitionCache(ports.definitions, ports.decisions);
  const executor = new CommandExecutor({
    store: ports.instances,
    definitions: ports.definitions,
    definitionCache: cache,
    expressions,
    calendar,
    clock: ports.clock,
    ids: ports.ids,
    queue: ports.queue,
    changes: ports.changes,
    log: ports.log,
    hasConnector: (topic) => options.connectorTopics.has(topic),
    options: {
      lanes: options.lanes ?? 4,
      group: options.group ?? 64,
      dispatchLeaseMs: options.dispatchLeaseMs ?? 15_000,
      messageTtlMs: options.messageTtlMs ?? 10_000,
      timerHorizonMs: options.timerHorizonMs ?? 600_000,
      uniqueBusinessKeys: options.uniqueBusinessKeys ?? false,
    },
  });
  const parts: RuntimeParts = { ...ports, executor, cache, expressions, calendar };
  return {
    parts,
    runtime: {
      deployments: createDeployments(parts),
      definitions: createDefinitions(parts),
      decisions: createDecisions(parts),
      instances: createInstances(parts),
      tasks: createTasks(parts),
      variables: createVariableRecords(parts),
      events: createEventBus(parts),
      jobs: createJobs(parts),
      ownJobs: createOwnJobs(parts),
      externalTasks: createExternalTasks(parts),
      timers: createTimers(parts),
      incidents: createIncidents(parts),
      batches: createBatches(parts),
      metrics: ports.queries.metrics,
      comments: createComments(parts),
      operations: createOperations(parts),
      records: ports.queries.records,
      changes: ports.changes,
    },
  };
}
