import type { ReactElement } from 'react';
import { Navigate } from 'react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { roomsFor } from './rooms.ts';
import { useSession } from './session.tsx';

/** Home is the person's first room: the inbox for who works tasks. A process owner's is the portal. */
export function HomePage(): ReactElement {
  const { permissions, roles } = useSession();
  const rooms = roomsFor(permissions);
  const home = roles.includes('process-owner') ? rooms.find((room) => room.word === 'processes') : undefined;
  const first = home ?? rooms[0];
  return first === undefined ? <NotFoundPage /> : <Navigate to={first.address} replace />;
}
