import { json } from '../http/reply.ts';
import type { Route } from '../http/router.ts';

/** `/engine` and `/version`: what tools ask first. The version is the one whose interface is spoken. */
export function engineRoutes(): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/engine',
      permission: 'process:read',
      handle: () => Promise.resolve(json([{ name: 'default' }])),
    },
    {
      method: 'GET',
      path: '/version',
      permission: 'process:read',
      handle: () => Promise.resolve(json({ version: '7.24.0' })),
    },
  ];
}
