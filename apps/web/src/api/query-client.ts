import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';
import { queries } from './queries.ts';

/** Only what may be better in a second is tried again: no answer at all, or a server that is starting. */
function mayHelpToRetry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 502);
}

/** Forgets everything a person could read, so that it is not there for the next one. */
export function forgetWork(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => !['session', 'about'].includes(String(queryKey[0])) });
}

/** Keeps what was read and, when the session has ended, forgets who was logged in, so that the log-in page appears in place. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    if (error instanceof ProblemError && error.code === 'LOG_IN_REQUIRED')
      client.setQueryData(queries.session.queryKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // 'always': the browser's idea of being online is about the internet; a town's server is reached without it.
      queries: { staleTime: 10_000, retry: mayHelpToRetry, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
