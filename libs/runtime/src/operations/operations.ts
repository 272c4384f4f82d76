import type { Operations } from '../api/operations.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { assertAnnotation } from './assert-annotation.ts';
import { operationLog } from './operation-log.ts';
import { actAs } from './operator.ts';

export function createOperations(parts: RuntimeParts): Operations {
  return {
    as: actAs,
    list: (filter) => parts.queries.operations.list(filter),
    count: (filter) => parts.queries.operations.count(filter),
    async annotate(operationId, annotation) {
      assertAnnotation(annotation);
      const type = annotation === null ? 'ClearAnnotation' : 'SetAnnotation';
      const log = operationLog(parts, { type, entity: 'OperationLog' }, [['operationId', null, operationId]]);
      if (!(await parts.operations.annotate(operationId, annotation, log))) {
        throw new RuntimeError('OPERATION_NOT_FOUND', `Expected an operation ${operationId}, but there is none.`, {
          operationId,
        });
      }
    },
  };
}
