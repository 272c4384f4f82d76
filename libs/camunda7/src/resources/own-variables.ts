import type { Runtime, TypedVariables } from '#runtime';

/** The variables of one scope alone (the instance's own when none is named), running or as it ended. @throws INSTANCE_NOT_FOUND */
export async function ownVariables(
  runtime: Runtime,
  instanceId: string,
  scopeId: string = instanceId,
): Promise<TypedVariables> {
  const views = await runtime.instances.variables(instanceId, scopeId);
  return {
    variables: Object.fromEntries(views.map(({ name, value }) => [name, value])),
    types: Object.fromEntries(views.map(({ name, declaredType }) => [name, declaredType ?? ''])),
  };
}
