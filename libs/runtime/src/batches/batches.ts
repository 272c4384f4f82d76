import { batchLog } from './batch-log.ts';
import type { BatchCommand, Batches, BatchOperation, BatchView } from '../api/batches.ts';
import { checkMigration } from '../instances/check-migration.ts';
import { checkedModifications } from '../instances/modifications.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { runtimeFault } from '../runtime-faults.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables } from '../variables.ts';

const MOST_TARGETS = 100_000;
const PAGE = 1000;

export function createBatches(parts: RuntimeParts): Batches {
  const { queries, batches, clock } = parts;
  const get = async (batchId: string): Promise<BatchView> => {
    const batch = await queries.batches.find(batchId);
    if (batch === undefined) throw notFound(batchId);
    return batch;
  };
  /** The background work of all programs looks at once instead of at its next sweep. */
  const wake = () => parts.changes.ringOutbox();
  const suspension = (batchId: string, suspended: boolean) =>
    operationLog(parts, { type: suspended ? 'SuspendBatch' : 'ActivateBatch', entity: 'Batch', batchId }, [
      ['suspensionState', null, suspended ? 'suspended' : 'active'],
    ]);
  return {
    async create(command) {
      const operation = await checkedOperation(parts, command.operation);
      const targets = await targetsOf(parts, command);
      const id = parts.ids.next();
      await batches.insert(
        { id, operation, createdAt: isoNow(clock), createdBy: command.by ?? null },
        targets,
        batchLog(parts, id, operation, targets.length),
      );
      wake();
      return get(id);
    },
    list: (filter) => queries.batches.list(filter),
    count: (filter) => queries.batches.count(filter),
    get,
    async items(batchId, filter) {
      await get(batchId);
      return queries.batches.items(batchId, filter);
    },
    async suspend(batchId) {
      if (!(await batches.setSuspended(batchId, true, suspension(batchId, true)))) throw notFound(batchId);
    },
    async resume(batchId) {
      if (!(await batches.setSuspended(batchId, false, suspension(batchId, false)))) throw notFound(batchId);
      wake();
    },
    async retryFailed(batchId) {
      const repeated = await batches.retryFailed(batchId, isoNow(clock));
      if (repeated === undefined) throw notFound(batchId);
      if (repeated === 'ended') {
        throw new RuntimeError('BATCH_ENDED', `Expected batch ${batchId} to be running, but it has ended.`, {
          batchId,
        });
      }
      wake();
      return repeated;
    },
    async delete(batchId, options) {
      const keepHistory = options?.keepHistory === true;
      const log = operationLog(parts, { type: 'Delete', entity: 'Batch', batchId }, [
        ['cascadeToHistory', null, !keepHistory],
      ]);
      const left = { error: 'The batch was canceled.', fault: runtimeFault('BATCH_STOPPED', {}) };
      const gone = keepHistory
        ? await batches.cancel(batchId, isoNow(clock), left, log)
        : await batches.remove(batchId, log);
      if (!gone) throw notFound(batchId);
    },
  };
}

async function targetsOf(parts: RuntimeParts, command: BatchCommand): Promise<readonly string[]> {
  const targets = new Set(command.targets ?? []);
  if (command.instances !== undefined) {
    for (let offset = 0; ; offset += PAGE) {
      // By id, so that pages do not shift while instances come and go.
      const filter = { ...command.instances, sort: [{ by: 'id' }] as const, offset, limit: PAGE };
      const { items } = await parts.queries.instances.list(filter);
      for (const { id } of items) targets.add(id);
      if (items.length < PAGE || targets.size > MOST_TARGETS) break;
    }
  }
  if (targets.size === 0 || targets.size > MOST_TARGETS) {
    throw new RuntimeError(
      'INPUT_INVALID',
      `Expected a batch to have 1 to ${MOST_TARGETS} targets, but it would have ${targets.size}.`,
      { field: 'targets' },
    );
  }
  return [...targets];
}

/** What can be known to be wrong before any target is touched is refused here. */
async function checkedOperation(parts: RuntimeParts, operation: BatchOperation): Promise<BatchOperation> {
  switch (operation.kind) {
    case 'setVariables':
    case 'correlate':
      return { ...operation, variables: checkedVariables(operation.variables) };
    case 'modify':
      return { ...operation, modifications: checkedModifications(operation.modifications) };
    case 'migrate': {
      const { valid, problems } = await checkMigration(parts, operation.plan, []);
      if (!valid) {
        const reason = problems[0]?.message ?? 'it does not.';
        throw new RuntimeError('MIGRATION_INVALID', `Expected a plan that works, but: ${reason}`, { problems });
      }
      return operation;
    }
    case 'setRetries':
    case 'setExternalTaskRetries':
      if (!Number.isInteger(operation.retries) || operation.retries < 0) {
        throw new RuntimeError('INPUT_INVALID', `Expected a number of retries from 0, but got ${operation.retries}.`, {
          field: 'retries',
        });
      }
      return operation;
    default:
      return operation;
  }
}

function notFound(batchId: string): RuntimeError {
  return new RuntimeError('BATCH_NOT_FOUND', `Expected batch ${batchId}, but there is none.`, { batchId });
}
