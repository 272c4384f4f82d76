import { Suspense, useState, type ReactElement } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useLiveUpdates } from '../api/live-updates.ts';
import { useText } from '../language/language.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { createPeopleDirectory, PeopleDirectoryProvider } from './people-names.ts';
import { isInRoom, roomsFor } from './rooms.ts';
import { useSession } from './session.tsx';
import { TopBar } from './top-bar.tsx';

/** Top bar, rail with the rooms this person may enter, and the work in the middle. */
export function Shell(): ReactElement {
  const text = useText();
  const session = useSession();
  const connected = useLiveUpdates();
  const { pathname } = useLocation();
  const [people] = useState(createPeopleDirectory);
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {text.shell.skip}
      </a>
      <TopBar />
      <nav className="rail" aria-label={text.shell.rooms}>
        <ul>
          {roomsFor(session.permissions).map((room) => {
            const here = isInRoom(room, pathname);
            return (
              <li key={room.address}>
                <Link
                  to={room.address}
                  className={here ? 'rail__link active' : 'rail__link'}
                  aria-current={here ? 'page' : undefined}
                >
                  <Pictogram name={room.pictogram} />
                  <span>{text.shell[room.word]}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <main className="shell__work" id="content" tabIndex={-1}>
        <div role="status">
          {connected ? null : (
            <p className="offline">
              <strong>{text.shell.offlineTitle}.</strong> {text.shell.offlineText}
            </p>
          )}
        </div>
        <PeopleDirectoryProvider value={people}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Outlet />
          </Suspense>
        </PeopleDirectoryProvider>
      </main>
      <ScrollRestoration />
    </div>
  );
}
