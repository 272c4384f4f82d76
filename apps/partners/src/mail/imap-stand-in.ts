import { createServer, type Socket } from 'node:net';
import type { FaultPlan } from '../http/fault-plan.ts';
import { listen } from '../program/listen.ts';
import { ImapSession } from './imap-session.ts';
import type { MessageStore } from './message-store.ts';
import type { RunningServer } from './smtp-stand-in.ts';

/** Serves the mailboxes to mail programs. Faults match `IMAP COMMAND`: `fail`, `reset`, `reset-after`, `hang`, `delay`. */
export async function startImapStandIn(
  store: MessageStore,
  faults: FaultPlan,
  passwords: Readonly<Record<string, string>>,
  options: { readonly port: number; readonly host: string },
): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    new ImapSession(socket, store, faults, passwords);
  });
  const port = await listen(server, options.port, options.host);
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
