import { listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { flagOf } from '../value/body-value.ts';

/** What tools ask about an installation: nothing is told to anybody, and no table here is Camunda's. */
export function installationRoutes(): readonly Route[] {
  const nothing = { list: () => Promise.resolve([]), count: () => Promise.resolve(0) };
  return [
    // Filters of a task list are kept by the portal, for each person.
    ...listRoutes('/filter', 'process:read', nothing, ['GET']),
    { method: 'GET', path: '/schema/log', permission: 'system:read', handle: () => Promise.resolve(json([])) },
    { method: 'POST', path: '/schema/log', permission: 'system:read', handle: () => Promise.resolve(json([])) },
    {
      method: 'GET',
      path: '/telemetry/configuration',
      permission: 'system:read',
      handle: () => Promise.resolve(json({ enableTelemetry: false })),
    },
    {
      method: 'POST',
      path: '/telemetry/configuration',
      permission: 'system:read',
      // It stays switched off whatever is wished, as in Camunda 7.24.
      handle: (call) => {
        flagOf(jsonBody(call)['enableTelemetry'], 'enableTelemetry');
        return Promise.resolve(noContent());
      },
    },
    {
      method: 'GET',
      path: '/telemetry/data',
      permission: 'system:read',
      handle: () =>
        Promise.resolve(
          json({
            installation: null,
            product: { name: 'Laufzettel', version: '7.24.0', edition: 'community', internals: {} },
          }),
        ),
    },
  ];
}
