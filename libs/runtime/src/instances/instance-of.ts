import type { InstanceView } from '../api/instances.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** @throws INSTANCE_NOT_FOUND */
export async function instanceOf(parts: Pick<RuntimeParts, 'queries'>, instanceId: string): Promise<InstanceView> {
  const instance = await parts.queries.instances.find(instanceId);
  if (instance === undefined) {
    throw new RuntimeError('INSTANCE_NOT_FOUND', `Expected process instance ${instanceId}, but there is none.`, {
      instanceId,
    });
  }
  return instance;
}
