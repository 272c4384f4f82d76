import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { FaultPlan } from '../http/fault-plan.ts';
import { listen } from '../program/listen.ts';
import type { MessageStore } from './message-store.ts';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST = 40 * 1024 * 1024;

/**
 * Takes every mail for every address and keeps it. Faults match `SMTP RCPT address` and `SMTP DATA`: `fail` answers
 * `status` (4yz or 5yz, 451 unless it is one), `reset` cuts the line before, `reset-after` after the mail was kept and
 * before the answer, `hang` never answers, `delay` answers late.
 */
export async function startSmtpStandIn(
  store: MessageStore,
  faults: FaultPlan,
  options: { readonly port: number; readonly host: string },
): Promise<RunningServer> {
  const smtp = new SMTPServer({
    name: 'mail.musterstadt.example',
    banner: 'Nachbildung',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anybody' }),
    onRcptTo(address, session, callback) {
      void suffer(`SMTP RCPT ${address.address}`, session, () => Promise.resolve()).then(() => callback(), callback);
    },
    onData(stream, session, callback) {
      void collect(stream)
        .then((message) =>
          suffer('SMTP DATA', session, () =>
            store.deliver(
              session.envelope.rcptTo.map(({ address }) => address),
              message,
            ),
          ),
        )
        .then(() => callback(null, 'angenommen'), callback);
    },
  });
  smtp.on('error', () => undefined);
  const cut = (session: SMTPServerSession): Promise<never> => {
    for (const connection of smtp.connections) {
      const { session: theirs, _socket: socket } = connection as unknown as {
        readonly session: SMTPServerSession;
        readonly _socket: { destroy(): void };
      };
      if (theirs.id === session.id) socket.destroy();
    }
    return new Promise<never>(() => undefined);
  };
  const suffer = async (call: string, session: SMTPServerSession, work: () => Promise<void>): Promise<void> => {
    const fault = faults.take(call);
    if (fault === undefined) return work();
    switch (fault.kind) {
      case 'hang':
        return new Promise<never>(() => undefined);
      case 'reset':
        return cut(session);
      case 'reset-after':
        await work();
        return cut(session);
      case 'delay':
        await delay(fault.delayMs);
        return work();
      default:
        throw Object.assign(new Error(fault.message), {
          responseCode: fault.status >= 400 && fault.status < 600 && fault.status !== 503 ? fault.status : 451,
        });
    }
  };
  const port = await listen(smtp.server, options.port, options.host);
  return {
    port,
    async close() {
      for (const connection of smtp.connections)
        (connection as unknown as { readonly _socket: { destroy(): void } })._socket.destroy();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
