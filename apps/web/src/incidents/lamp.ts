import type { HealthCheck, IntakeSource } from '../api/contracts.ts';

/** One lamp: something the work depends on. */
export interface Lamp {
  readonly key: string;
  readonly name: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly lastContact?: string;
  readonly detail?: string;
}

/** A part of the installation or a partner; parts have a name of the house, partners the one the server gives. */
export function lampOfCheck({ name, status, detail }: HealthCheck, parts: Readonly<Record<string, string>>): Lamp {
  // A partner is told with its address, a mailbox with its own name before it.
  const [, what = name] = /^(.+) at \S+$/.exec(name) ?? [];
  const [, kind = what, own = ''] = /^(mailbox)( .+)$/.exec(what) ?? [];
  const known = Object.hasOwn(parts, kind) ? parts[kind] : undefined;
  return {
    key: `check ${name}`,
    name: known === undefined ? what : `${known}${own}`,
    state: status,
    ...(status === 'up' || detail === undefined ? {} : { detail }),
  };
}

/** A source of applications, with when it was reached last. */
export function lampOfSource(source: IntakeSource, channels: Readonly<Record<string, string>>): Lamp {
  const { id, channel, state, succeededAt, failure } = source;
  const name = Object.hasOwn(channels, channel) ? (channels[channel] ?? channel) : channel;
  return {
    key: `source ${id}`,
    name: id === channel ? name : `${name} (${id})`,
    state,
    ...(succeededAt === null ? {} : { lastContact: succeededAt }),
    ...(state !== 'down' || failure === null ? {} : { detail: failure }),
  };
}
