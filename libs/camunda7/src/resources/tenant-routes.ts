import { CamundaError } from '../http/camunda-error.ts';
import type { Route } from '../http/router.ts';

/**
 * Addresses of definitions of a tenant. There are no tenants here, hence nothing is ever found at them, and it is said in
 * the words clients of Camunda 7 expect.
 */
export function tenantRoutes(
  root: string,
  kind: string,
  tails: readonly (readonly [Route['method'], string])[],
): readonly Route[] {
  return tails.map(([method, tail]) => ({
    method,
    path: `${root}/key/{key}/tenant-id/{tenantId}${tail}`,
    permission: 'process:read',
    handle: ({ params: { key = '', tenantId = '' } }) =>
      Promise.reject(
        new CamundaError(404, 'RestException', `No matching ${kind} with key: ${key} and tenant-id: ${tenantId}`),
      ),
  }));
}
