import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Session } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { LogInAgain } from '../login/log-in-again.tsx';
import { LogInPage } from '../login/log-in-page.tsx';
import { Problem } from '../parts/problem.tsx';
import { SessionProvider } from './session.tsx';
import { Shell } from './shell.tsx';

/**
 * Shows the log-in page in the place of any address, so that one arrives where one wanted to go. When a session ends
 * in the middle of work, the work stays and the log-in comes on top of it; another person begins with a fresh screen.
 */
export function SessionGate(): ReactElement | null {
  const session = useQuery(queries.session);
  const [known, setKnown] = useState<Session>();
  if (session.data && session.data !== known) setKnown(session.data);
  if (session.isPending) return null;
  if (session.isLoadingError) {
    return (
      <main className="lonely">
        <Problem error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  const shown = session.data ?? known;
  if (shown === undefined) return <LogInPage />;
  return (
    <SessionProvider value={shown}>
      <Shell key={shown.person.name} />
      {session.data === null ? <LogInAgain session={shown} /> : null}
    </SessionProvider>
  );
}
