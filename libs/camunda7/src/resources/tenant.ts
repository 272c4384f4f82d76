import { notFound } from '../http/camunda-error.ts';
import { listRoutes } from '../http/list-routes.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { readOnlyRoutes } from './user.ts';

/** `/tenant`: there are none; each town runs an installation of its own. */
export function tenantListRoutes(): readonly Route[] {
  const nobody = { list: () => Promise.resolve([]), count: () => Promise.resolve(0) };
  return [
    ...listRoutes('/tenant', 'process:read', nobody, ['GET']),
    {
      method: 'GET',
      path: '/tenant/{id}',
      permission: 'process:read',
      handle: (call) => Promise.reject(notFound(`Tenant with id ${id(call)} does not exist`)),
    },
    ...readOnlyRoutes([
      ['POST', '/tenant/create'],
      ['PUT', '/tenant/{id}'],
      ['DELETE', '/tenant/{id}'],
      ['PUT', '/tenant/{id}/user-members/{userId}'],
      ['DELETE', '/tenant/{id}/user-members/{userId}'],
      ['PUT', '/tenant/{id}/group-members/{groupId}'],
      ['DELETE', '/tenant/{id}/group-members/{groupId}'],
    ]),
  ];
}
