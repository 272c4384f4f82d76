import { lazy, Suspense, type ReactElement, type Ref } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { Skeleton } from './skeleton.tsx';

export interface SchemaFormHandle {
  /** What was filled in; undefined when the form marked something as wrong. */
  readonly collect: () => Promise<{ variables: JsonObject } | undefined>;
}

export interface SchemaFormProps {
  readonly handle: Ref<SchemaFormHandle>;
  /** form-js schema. */
  readonly schema: JsonObject;
  /** Values to begin with, by field key. */
  readonly data: JsonObject;
  readonly onChange: () => void;
}

const SchemaFormBody = lazy(async () => ({ default: (await import('./schema-form-body.tsx')).SchemaFormBody }));

/** A form that came with the process. The library behind it is loaded with the first form. */
export function SchemaForm(props: SchemaFormProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton lines={4} />}>
      <SchemaFormBody {...props} />
    </Suspense>
  );
}
