import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '../api/queries.ts';
import { LogInPage } from '../login/log-in-page.tsx';
import { Problem } from '../parts/problem.tsx';
import { SessionProvider } from './session.tsx';
import { Shell } from './shell.tsx';

/** Shows the log-in page in the place of any address, so that one arrives where one wanted to go. */
export function SessionGate(): ReactElement | null {
  const session = useQuery(queries.session);
  if (session.isPending) return null;
  if (session.isError) {
    return (
      <main className="lonely">
        <Problem error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data === null) return <LogInPage />;
  return (
    <SessionProvider value={session.data}>
      <Shell />
    </SessionProvider>
  );
}
