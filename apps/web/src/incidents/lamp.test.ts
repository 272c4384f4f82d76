import { describe, expect, it } from '@jest/globals';
import { lampOfCheck, lampOfSource } from './lamp.ts';

describe('lamps of the cockpit', () => {
  it('given a part or a partner, then it has its name, and says what to do only while it is down', () => {
    expect(lampOfCheck({ name: 'database', status: 'up', detail: 'x' }, { database: 'Datenbank' })).toEqual({
      key: 'check database',
      name: 'Datenbank',
      state: 'up',
    });
    expect(lampOfCheck({ name: 'mailbox a@b.example at host:1', status: 'up' }, { mailbox: 'Postfach' }).name).toBe(
      'Postfach a@b.example',
    );
    expect(lampOfCheck({ name: 'enaio at host:1', status: 'up' }, {}).name).toBe('enaio');
    expect(lampOfCheck({ name: 'enaio', status: 'down', detail: 'The log says why.' }, {})).toMatchObject({
      name: 'enaio',
      state: 'down',
      detail: 'The log says why.',
    });
  });

  it('given a source, then it tells its last contact, and its failure only while it cannot be reached', () => {
    const source = {
      id: 'ordner',
      channel: 'ordner',
      state: 'up',
      succeededAt: '2026-11-21T08:00:00.000Z',
      failedAt: '2026-11-20T08:00:00.000Z',
      failure: 'gone',
    } as const;
    expect(lampOfSource(source, { ordner: 'Ordner' })).toEqual({
      key: 'source ordner',
      name: 'Ordner',
      state: 'up',
      lastContact: '2026-11-21T08:00:00.000Z',
    });
    expect(lampOfSource({ ...source, id: 'scan', state: 'down' }, { ordner: 'Ordner' })).toMatchObject({
      name: 'Ordner (scan)',
      detail: 'gone',
    });
  });
});
