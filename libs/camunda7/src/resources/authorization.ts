import type { Permission } from '#contracts';
import { CamundaError, forbidden, invalid } from '../http/camunda-error.ts';
import { Filter } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/router.ts';

type Needs = Readonly<Record<string, Permission>>;

const OF_INSTANCES: Needs = {
  READ: 'instance:read',
  READ_VARIABLE: 'instance:read',
  CREATE: 'instance:start',
  UPDATE: 'instance:operate',
  UPDATE_VARIABLE: 'instance:operate',
  DELETE: 'instance:operate',
  SUSPEND: 'instance:operate',
  RETRY_JOB: 'incident:retry',
};
const OF_TASKS: Needs = {
  READ: 'task:assign',
  READ_VARIABLE: 'task:assign',
  UPDATE: 'task:assign',
  UPDATE_VARIABLE: 'task:assign',
  TASK_WORK: 'task:assign',
  TASK_ASSIGN: 'task:assign',
};
const OF_PROCESSES: Needs = {
  READ: 'process:read',
  UPDATE: 'process:deploy',
  DELETE: 'instance:operate',
  SUSPEND: 'instance:operate',
  CREATE_INSTANCE: 'instance:start',
  READ_INSTANCE: 'instance:read',
  READ_INSTANCE_VARIABLE: 'instance:read',
  UPDATE_INSTANCE: 'instance:operate',
  UPDATE_INSTANCE_VARIABLE: 'instance:operate',
  MIGRATE_INSTANCE: 'instance:operate',
  SUSPEND_INSTANCE: 'instance:operate',
  DELETE_INSTANCE: 'instance:operate',
  RETRY_JOB: 'incident:retry',
  READ_TASK: 'task:assign',
  READ_TASK_VARIABLE: 'task:assign',
  UPDATE_TASK: 'task:assign',
  UPDATE_TASK_VARIABLE: 'task:assign',
  TASK_WORK: 'task:assign',
  TASK_ASSIGN: 'task:assign',
  READ_HISTORY: 'instance:read',
  READ_HISTORY_VARIABLE: 'instance:read',
  DELETE_HISTORY: 'instance:operate',
  UPDATE_HISTORY: 'instance:operate',
};
const OF_PEOPLE: Needs = { READ: 'user:read' };

/** What may be done to each resource of Camunda 7, by the number clients name it by, and which permission here says so. */
const NEEDS: Readonly<Record<number, Needs>> = {
  1: OF_PEOPLE,
  2: OF_PEOPLE,
  6: OF_PROCESSES,
  7: OF_TASKS,
  8: OF_INSTANCES,
  9: { READ: 'process:read', CREATE: 'process:deploy', DELETE: 'instance:operate' },
  10: {
    READ: 'process:read',
    UPDATE: 'process:deploy',
    CREATE_INSTANCE: 'instance:start',
    READ_HISTORY: 'instance:read',
    DELETE_HISTORY: 'instance:operate',
  },
  13: {
    READ: 'instance:read',
    CREATE: 'instance:operate',
    UPDATE: 'instance:operate',
    DELETE: 'instance:operate',
    READ_HISTORY: 'instance:read',
    DELETE_HISTORY: 'instance:operate',
  },
  14: { READ: 'process:read' },
  17: { READ: 'instance:read', UPDATE: 'instance:operate' },
  19: { READ: 'instance:read' },
  20: { READ: 'instance:read' },
  21: { READ: 'system:read' },
};
/** Numbers of all resources Camunda 7.24 knows. */
const LAST_RESOURCE = 21;

/**
 * `/authorization`: what one may do. It follows from the role of an account: there is nothing to be listed or changed, and
 * everybody can ask for themselves.
 */
export function authorizationRoutes(): readonly Route[] {
  const nothing = { list: () => Promise.resolve([]), count: () => Promise.resolve(0) };
  return [
    ...listRoutes('/authorization', 'user:read', nothing, ['GET']),
    {
      method: 'GET',
      path: '/authorization/check',
      permission: 'process:read',
      handle: (call) => {
        const filter = Filter.of(call);
        const permissionName = filter.text('permissionName');
        const resourceName = filter.text('resourceName');
        const type = filter.integer('resourceType');
        const resourceId = filter.text('resourceId') ?? null;
        const userId = filter.text('userId') ?? call.caller.userId;
        if (permissionName === undefined) throw invalid("Query parameter 'permissionName' cannot be null");
        if (resourceName === undefined) throw invalid("Query parameter 'resourceName' cannot be null");
        if (type === undefined) throw invalid("Query parameter 'resourceType' cannot be null");
        if (type < 0 || type > LAST_RESOURCE)
          throw new CamundaError(400, 'BadUserRequestException', `The resource type '${type}' is not valid.`);
        if (userId !== call.caller.userId)
          throw forbidden(call.caller.userId, {
            permission: 'READ',
            resource: 'Authorization',
            resourceId: null,
            message: `The user with id '${call.caller.userId}' can ask what it may do itself only.`,
          });
        const needs = new Map(Object.entries(NEEDS[type] ?? {}));
        const needed = permissionName === 'ALL' ? [...needs.values()] : [needs.get(permissionName)];
        const authorized = needed.length > 0 && needed.every((one) => one !== undefined && call.caller.may(one));
        return Promise.resolve(json({ permissionName, resourceName, resourceId, authorized }));
      },
    },
  ];
}
