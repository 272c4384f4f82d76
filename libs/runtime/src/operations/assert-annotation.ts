import { RuntimeError } from '../runtime-error.ts';

/** A remark, not a document. */
const LONGEST_ANNOTATION = 4000;

/** @throws INPUT_INVALID for what is no remark; null is none at all. PostgreSQL keeps no NUL in text. */
export function assertAnnotation(annotation: string | null): void {
  if (annotation === null || (annotation.length <= LONGEST_ANNOTATION && !annotation.includes('\0'))) return;
  throw new RuntimeError(
    'INPUT_INVALID',
    `Expected an annotation of at most ${LONGEST_ANNOTATION} characters without NUL, but got ${annotation.length}.`,
    { field: 'annotation' },
  );
}
