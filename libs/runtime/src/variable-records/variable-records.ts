import type { VariableRecords } from '../api/variables.ts';
import { instanceOf } from '../instances/instance-of.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

export function createVariableRecords(parts: RuntimeParts): VariableRecords {
  const { variables } = parts.queries;
  return {
    list: (filter) => variables.list(filter),
    count: (filter) => variables.count(filter),
    changes: (filter) => variables.changes(filter),
    countChanges: (filter) => variables.countChanges(filter),
    async forget(scopeId, name) {
      const log = operationLog(parts, { type: 'DeleteHistory', entity: 'Variable' }, [['name', null, name]]);
      if (await variables.forget({ scopeId, name }, log)) return;
      throw new RuntimeError('VARIABLE_NOT_FOUND', `Expected variable "${name}" of ${scopeId}, but there is none.`, {
        scopeId,
        variable: name,
      });
    },
    async forgetAll(instanceId) {
      await instanceOf(parts, instanceId);
      await variables.forget(
        { instanceId },
        operationLog(parts, { type: 'DeleteHistory', entity: 'Variable', instanceId }),
      );
    },
  };
}
