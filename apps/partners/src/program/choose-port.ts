import { createServer } from 'node:net';

/** `wanted` when nobody listens there, else 0, with which the system chooses a free one. */
export async function choosePort(wanted: number, host: string): Promise<number> {
  if (wanted === 0) return 0;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, host, () => probe.close(() => resolve(wanted)));
  });
}
