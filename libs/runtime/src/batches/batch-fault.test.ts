import { describe, expect, it } from '@jest/globals';
import type { ProcessModel } from '#engine';
import type { BatchOperation } from '../api/batches.ts';
import type { MigrationProblem } from '../api/migrations.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { batchFault } from './batch-fault.ts';

const model = { nodes: [{ id: 'A', name: 'Antrag\nprüfen' }, { id: 'B' }] } as unknown as ProcessModel;
const parts = { cache: { loadModel: () => Promise.resolve(model) } } as unknown as Pick<RuntimeParts, 'cache'>;
const plan = { sourceDefinitionId: 'p:1', targetDefinitionId: 'p:2', mapping: [] };
const migrate: BatchOperation = { kind: 'migrate', plan };
const refusal = (...problems: readonly Omit<MigrationProblem, 'message'>[]) =>
  new RuntimeError('MIGRATION_INVALID', 'Expected a plan that works, but: no', { problems });

describe('why a target of a batch has failed', () => {
  it('given steps without counterpart, then all of them are named as in the drawing', async () => {
    const error = refusal(
      { code: 'ACTIVE_UNMAPPED', sourceId: 'A' },
      { code: 'TYPE_DIFFERS', sourceId: 'other' },
      { code: 'ACTIVE_UNMAPPED', sourceId: 'B' },
    );
    expect(await batchFault(parts, migrate, error)).toEqual({
      code: 'MIGRATION_INVALID',
      data: {},
      because: { code: 'STEPS_WITHOUT_COUNTERPART', data: { steps: 'Antrag prüfen, B' } },
    });
  });

  it('given a drawing that cannot be read, then the steps go by their ids', async () => {
    const cache = { loadModel: () => Promise.reject(new Error('away')) };
    const fault = await batchFault(
      { cache } as unknown as typeof parts,
      migrate,
      refusal({ code: 'EVENT_DIFFERS', sourceId: 'A' }),
    );
    expect(fault.because).toEqual({ code: 'STEPS_WITHOUT_MATCH', data: { steps: 'A' } });
  });

  it.each([
    ['INSTANCE_ENDED', 'CASE_NOT_RUNNING'],
    ['OTHER_DEFINITION', 'CASE_IN_OTHER_VERSION'],
    ['COMPENSATION_RUNNING', 'CASE_IS_UNDOING'],
  ] as const)('given a case that cannot move because of %s, then that is the cause', async (code, told) => {
    expect((await batchFault(parts, migrate, refusal({ code }))).because).toEqual({ code: told, data: {} });
  });

  it('given a case that is not there, then only what needs a running one says that it has ended', async () => {
    const missing = new RuntimeError('INSTANCE_NOT_FOUND', 'Expected instance x, but there is none.');
    expect((await batchFault(parts, { kind: 'suspend' }, missing)).code).toBe('CASE_NOT_RUNNING');
    expect((await batchFault(parts, { kind: 'deleteHistory' }, missing)).code).toBe('INSTANCE_NOT_FOUND');
  });

  it('given trouble of another kind, then what was reported is told, never at length', async () => {
    const fault = await batchFault(parts, { kind: 'suspend' }, new Error('x'.repeat(5000)));
    expect(fault.code).toBe('BATCH_TARGET_BROKE');
    expect(String(fault.data['reported']).length).toBeLessThan(200);
  });
});
