import { isRuntimeError, type Runtime, type TypedVariables } from '#runtime';

/** The variables of one scope alone (the instance's own when none is named), running or as it ended. @throws INSTANCE_NOT_FOUND */
export async function ownVariables(
  runtime: Runtime,
  instanceId: string,
  scopeId: string = instanceId,
): Promise<TypedVariables> {
  const own = await runtime.instances.visibleTyped(scopeId, { local: true }).catch((error: unknown) => {
    if (isRuntimeError(error) && error.code === 'SCOPE_NOT_FOUND') return undefined;
    throw error;
  });
  if (own !== undefined) return own;
  const views = await runtime.instances.variables(instanceId, scopeId);
  return {
    variables: Object.fromEntries(views.map(({ name, value }) => [name, value])),
    types: Object.fromEntries(views.map(({ name, declaredType }) => [name, declaredType ?? ''])),
  };
}
