import { invalid, notFound } from '../http/camunda-error.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/router.ts';

/**
 * `/history/cleanup`: history is erased by the upkeep of the engine, several times a day and without a window of time, so
 * there is no job anybody could look at or start.
 */
export function historyCleanupRoutes(): readonly Route[] {
  const noJobs = () => {
    throw notFound('History cleanup jobs are empty: the engine erases by itself what its time to live is over for.');
  };
  return [
    {
      method: 'GET',
      path: '/history/cleanup/configuration',
      permission: 'instance:read',
      handle: () => Promise.resolve(json({ batchWindowStartTime: null, batchWindowEndTime: null, enabled: true })),
    },
    { method: 'GET', path: '/history/cleanup/job', permission: 'instance:read', handle: noJobs },
    { method: 'GET', path: '/history/cleanup/jobs', permission: 'instance:read', handle: noJobs },
    {
      method: 'POST',
      path: '/history/cleanup',
      permission: 'instance:operate',
      handle: () => {
        throw invalid(
          'Expected no cleanup to be asked for: the engine erases by itself what is over its time to live.',
        );
      },
    },
  ];
}
