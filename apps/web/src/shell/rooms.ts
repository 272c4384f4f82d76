import type { Permission } from '../api/contracts.ts';
import type { PictogramName } from '../parts/pictogram.tsx';

interface Room {
  readonly address: string;
  readonly word: 'inbox' | 'cases' | 'invoices' | 'payments' | 'processes' | 'incidents' | 'intake' | 'connectors';
  readonly pictogram: PictogramName;
  /** First words of further addresses that belong to it. */
  readonly alsoAt?: readonly string[];
  /** Who may enter. */
  readonly permission: Permission;
}

const rooms: readonly Room[] = [
  { address: '/inbox', word: 'inbox', pictogram: 'inbox', permission: 'task:work' },
  { address: '/cases', alsoAt: ['/batches'], word: 'cases', pictogram: 'cases', permission: 'instance:read' },
  { address: '/rechnungen', word: 'invoices', pictogram: 'invoice', permission: 'invoice:read' },
  { address: '/zahlungen', word: 'payments', pictogram: 'euro', permission: 'payment:read' },
  {
    address: '/processes',
    alsoAt: ['/process'],
    word: 'processes',
    pictogram: 'processes',
    permission: 'process:read',
  },
  { address: '/incidents', word: 'incidents', pictogram: 'incidents', permission: 'incident:read' },
  { address: '/intake', word: 'intake', pictogram: 'tray', permission: 'intake:read' },
  { address: '/connectors', word: 'connectors', pictogram: 'plus', permission: 'system:read' },
];

/** The rooms of the rail; the first one is where a person arrives. Who assigns tasks also sees the inbox. */
export function roomsFor(permissions: readonly Permission[]): readonly Room[] {
  return rooms.filter(
    (room) => permissions.includes(room.permission) || (room.word === 'inbox' && permissions.includes('task:assign')),
  );
}

/** Whether an address lies in a room: is its own, one below it, or one that belongs to it. */
export function isInRoom(room: Pick<Room, 'address' | 'alsoAt'>, pathname: string): boolean {
  return [room.address, ...(room.alsoAt ?? [])].some((first) => pathname === first || pathname.startsWith(`${first}/`));
}
