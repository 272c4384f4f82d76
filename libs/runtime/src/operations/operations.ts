import type { Operations } from '../api/operations.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { operationLog } from './operation-log.ts';
import { actAs } from './operator.ts';

/** A remark, not a document. */
const LONGEST_ANNOTATION = 4000;

export function createOperations(parts: RuntimeParts): Operations {
  return {
    as: actAs,
    list: (filter) => parts.queries.operations.list(filter),
    count: (filter) => parts.queries.operations.count(filter),
    async annotate(operationId, annotation) {
      if (annotation !== null && (annotation.length > LONGEST_ANNOTATION || annotation.includes('\0'))) {
        throw new RuntimeError(
          'INPUT_INVALID',
          `Expected an annotation of at most ${LONGEST_ANNOTATION} characters without NUL, but got ${annotation.length}.`,
          { field: 'annotation' },
        );
      }
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
