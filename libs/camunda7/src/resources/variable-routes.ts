import type { Permission } from '#contracts';
import type { Value } from '#engine';
import type { Runtime, TypedVariables } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, formParts, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { answeredValue, answeredVariables } from '../value/answered-variables.ts';
import { truthValue } from '../value/truth-value.ts';
import { saying, type SentVariables, sentVariable, sentVariables } from '../value/sent-variables.ts';
import { ownVariables } from './own-variables.ts';
import { binaryReply, uploaded } from './variable-content.ts';

/** Where variables hang: how to find the scope of a call, and whether only its own variables are meant. */
export interface VariableHome {
  /** Path before `/{name}`, e.g. `/process-instance/{id}/variables`. */
  readonly path: string;
  readonly read: Permission;
  readonly write: Permission;
  /** Id of the scope: process instance or element instance. */
  readonly scope: (call: Call) => Promise<{ readonly instanceId: string; readonly scopeId: string }>;
  readonly local: boolean;
  /** What messages call it. */
  readonly what: 'process instance' | 'execution' | 'task';
}

/** Reading, writing, changing and removing the variables of one kind of scope; files and bytes by `/data`. */
export function variableRoutes(runtime: Runtime, home: VariableHome): readonly Route[] {
  const all = async (call: Call): Promise<TypedVariables> => {
    const { instanceId, scopeId } = await home.scope(call);
    return home.local ? ownVariables(runtime, instanceId, scopeId) : runtime.instances.visibleTyped(scopeId);
  };
  const one = async (call: Call): Promise<{ readonly value: Value; readonly declared: string | undefined }> => {
    const name = nameOf(call);
    const { variables, types } = await all(call);
    if (!Object.hasOwn(variables, name)) throw notFound(`${home.what} variable with name ${name} does not exist`);
    return { value: variables[name] ?? null, declared: Object.hasOwn(types, name) ? types[name] : undefined };
  };
  const change = async (call: Call, sent: SentVariables, remove: readonly string[] = []) => {
    const { scopeId } = await home.scope(call);
    await runtime.instances.setVariables(scopeId, { ...sent, remove, local: home.local });
    return noContent();
  };
  const named = `${home.path}/{name}`;
  return [
    {
      method: 'GET',
      path: home.path,
      permission: home.read,
      handle: async (call) => json(answeredVariables(await all(call), { deserialize: deserializes(call) })),
    },
    {
      method: 'POST',
      path: home.path,
      permission: home.write,
      handle: (call) => {
        const { modifications, deletions } = jsonBody(call);
        if (deletions !== undefined && deletions !== null && !isNames(deletions))
          throw invalid('Expected deletions to be a list of variable names.');
        const sent = saying(`Cannot modify variables for ${home.what}`, () => sentVariables(modifications));
        return change(call, sent, deletions ?? []);
      },
    },
    {
      method: 'GET',
      path: named,
      permission: home.read,
      handle: async (call) => {
        const { value, declared } = await one(call);
        return json(answeredValue(value, declared, { deserialize: deserializes(call) }));
      },
    },
    {
      method: 'PUT',
      path: named,
      permission: home.write,
      handle: (call) => {
        const name = nameOf(call);
        const body = jsonBody(call);
        return change(
          call,
          saying(`Cannot put ${home.what} variable ${name}`, () => sentVariable(name, body)),
        );
      },
    },
    {
      method: 'DELETE',
      path: named,
      permission: home.write,
      handle: (call) => change(call, { variables: {}, declared: {} }, [nameOf(call)]),
    },
    {
      method: 'GET',
      path: `${named}/data`,
      permission: home.read,
      handle: async (call) => {
        const { value, declared } = await one(call);
        return binaryReply(value, declared, nameOf(call));
      },
    },
    {
      method: 'POST',
      path: `${named}/data`,
      permission: home.write,
      handle: async (call) => {
        const name = nameOf(call);
        return change(call, uploaded(name, await formParts(call)));
      },
    },
  ];
}

/** Is an Object wanted as data? Yes, unless `deserializeValue(s)` says no. @throws CamundaError 400 */
export function deserializes(call: Call): boolean {
  for (const name of ['deserializeValue', 'deserializeValues']) {
    const given = call.query.get(name);
    if (given === null) continue;
    const truth = truthValue(given);
    if (truth === undefined)
      throw new CamundaError(
        400,
        'InvalidRequestException',
        `Cannot set query parameter '${name}' to value '${given}': expected true or false.`,
      );
    return truth;
  }
  return true;
}

function nameOf(call: Call): string {
  return call.params['name'] ?? '';
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
