import { topicsCover } from '#contracts';
import type { JobFilter, Runtime } from '#runtime';
import { forbidden } from '../http/camunda-error.ts';
import { given } from '../http/filter.ts';
import type { Call, Caller } from '../http/request.ts';
import type { Route } from '../http/router.ts';

/**
 * May this account do external work of these topics? Asked before anything is changed: with one topic too many the whole
 * request is refused. @throws CamundaError 403 naming the topic
 */
export function requireTopics(caller: Caller, topics: readonly string[]): void {
  const refused = topics.find((topic) => !topicsCover(caller.topics, topic));
  if (refused === undefined) return;
  throw forbidden(caller.userId, {
    permission: 'UPDATE',
    resource: 'Topic',
    resourceId: refused,
    message: `The user with id '${caller.userId}' does not have the permission to work on the topic '${refused}'.`,
  });
}

/** The topics a list is narrowed to; undefined when the account may do all. */
export function visibleTopics(caller: Caller): readonly string[] | undefined {
  return caller.topics.includes('*') ? undefined : caller.topics;
}

/**
 * Lets a worker use variables of a case while it holds a lock on work there: read files (`…/variables/{name}/data`), for what
 * it fetches names them only, and set several at once, which the Java client does between fetching and completing. `at`
 * finds the work by the id in the path.
 */
export function variablesForWorkers(
  runtime: Runtime,
  routes: readonly Route[],
  at: (id: string) => Pick<JobFilter, 'instanceId' | 'elementInstanceId'>,
): readonly Route[] {
  const alsoFor = async ({ caller, params }: Call): Promise<boolean> => {
    if (!caller.may('job:work')) return false;
    const topics = given({ topics: visibleTopics(caller) });
    return (
      (await runtime.jobs.count({ performer: 'external', locked: true, ...topics, ...at(params['id'] ?? '') })) > 0
    );
  };
  const isOffered = ({ method, path }: Route) =>
    (method === 'GET' && path.endsWith('/data')) || (method === 'POST' && /[vV]ariables$/.test(path));
  return routes.map((route) => (isOffered(route) ? { ...route, alsoFor } : route));
}
