import type { Variables } from '#engine';
import type { Runtime, VariableView } from '#runtime';
import type { Permission } from '#contracts';
import { invalid, notFound } from '../http/camunda-error.ts';
import { bytes, json, noContent } from '../http/reply.ts';
import { type Call, formParts, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { fileValue, fromTyped, plainOf, storedFile, toTyped, typedOf } from '../value/typed-value.ts';

/** Where variables hang: how to find the scope of a call, and whether only its own variables are meant. */
export interface VariableHome {
  /** Path before `/{name}`, e.g. `/process-instance/{id}/variables`. */
  readonly path: string;
  readonly read: Permission;
  readonly write: Permission;
  /** Id of the scope: process instance or element instance. */
  readonly scope: (call: Call) => Promise<{ readonly instanceId: string; readonly scopeId: string }>;
  readonly local: boolean;
}

/** Reading, writing, changing and removing the variables of one kind of scope; files by `/data`. */
export function variableRoutes(runtime: Runtime, home: VariableHome): readonly Route[] {
  const all = async (call: Call): Promise<Variables> => {
    const { instanceId, scopeId } = await home.scope(call);
    if (!home.local) return runtime.instances.visibleVariables(scopeId);
    const own = await runtime.instances.variables(instanceId, scopeId);
    return Object.fromEntries(own.map((variable: VariableView) => [variable.name, variable.value]));
  };
  const one = async (call: Call) => {
    const name = call.params['name'] ?? '';
    const variables = await all(call);
    if (!Object.hasOwn(variables, name)) throw notFound(`variable with name ${name} does not exist`);
    return variables[name] ?? null;
  };
  const change = async (call: Call, variables: Variables, remove: readonly string[] = []) => {
    const { scopeId } = await home.scope(call);
    await runtime.instances.setVariables(scopeId, { variables, remove, local: home.local });
    return noContent();
  };
  const named = `${home.path}/{name}`;
  return [
    { method: 'GET', path: home.path, permission: home.read, handle: async (call) => json(toTyped(await all(call))) },
    {
      method: 'POST',
      path: home.path,
      permission: home.write,
      handle: (call) => {
        const { modifications, deletions } = jsonBody(call);
        if (deletions !== undefined && deletions !== null && !isNames(deletions))
          throw invalid('Expected deletions to be a list of variable names.');
        return change(call, fromTyped(modifications), deletions ?? []);
      },
    },
    { method: 'GET', path: named, permission: home.read, handle: async (call) => json(typedOf(await one(call))) },
    {
      method: 'PUT',
      path: named,
      permission: home.write,
      handle: (call) => {
        const name = call.params['name'] ?? '';
        return change(call, Object.fromEntries([[name, plainOf(name, jsonBody(call))]]));
      },
    },
    {
      method: 'DELETE',
      path: named,
      permission: home.write,
      handle: (call) => change(call, {}, [call.params['name'] ?? '']),
    },
    {
      method: 'GET',
      path: `${named}/data`,
      permission: home.read,
      handle: async (call) => {
        const file = storedFile(await one(call));
        if (file === undefined)
          throw invalid(`Value of variable with name ${call.params['name']} is not a binary value.`);
        const charset = file.encoding === null ? '' : `; charset=${file.encoding}`;
        const type = `${file.mimetype ?? 'application/octet-stream'}${charset}`;
        return bytes(Buffer.from(file.content, 'base64'), type, file.filename);
      },
    },
    {
      method: 'POST',
      path: `${named}/data`,
      permission: home.write,
      handle: async (call) => {
        const name = call.params['name'] ?? '';
        const part = (await formParts(call)).find((candidate) => candidate.name === 'data');
        if (part === undefined) throw invalid("Expected a part 'data' with the content, but it is missing.");
        return change(
          call,
          Object.fromEntries([[name, fileValue(part.fileName ?? name, part.contentType, null, part.content)]]),
        );
      },
    },
  ];
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
