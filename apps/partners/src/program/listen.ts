import type { Server } from 'node:net';

/** Listens and answers the port. Rejects when it cannot. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('Expected a port of this machine, but the server listens elsewhere.');
  return address.port;
}
