import { mkdtemp, mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ArrivedFile, InvoiceArrivals } from '#runtime';
import { WatchedFolder } from './watched-folder.ts';

let directory: string;
let received: ArrivedFile[];
let fails: boolean;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laufzettel-folder-'));
  received = [];
  fails = false;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const arrivals: InvoiceArrivals = {
  receive(file) {
    if (fails) return Promise.reject(new Error('The database is away.'));
    received.push(file);
    return Promise.resolve({ arrivalId: 'a', repeated: false, caseNumber: null, instanceId: null });
  },
};
const log = { warn: () => undefined, error: () => undefined };
const look = () => new WatchedFolder({ directory, arrivals, clock: { now: () => Date.now() }, log }).look();

/** A file nobody has touched for a minute. */
async function lay(name: string, content = '<x/>', secondsAgo = 60): Promise<void> {
  await writeFile(join(directory, name), content);
  const at = Date.now() / 1000 - secondsAgo;
  await utimes(join(directory, name), at, at);
}

describe('the watched folder', () => {
  it('given files, then each is received with its name and moved away; the second look finds nothing', async () => {
    await lay('rechnung.xml', '<a/>');
    await lay('rechnung.pdf', '%PDF-');
    expect(await look()).toBe(2);
    expect(received.map(({ fileName }) => fileName).sort()).toEqual(['rechnung.pdf', 'rechnung.xml']);
    expect(received[0]).toMatchObject({ channel: 'folder', sender: directory });
    expect((await readdir(join(directory, 'erledigt'))).sort()).toEqual(['rechnung.pdf', 'rechnung.xml']);
    expect(await look()).toBe(0);
  });

  it('given the same name again, then both are kept', async () => {
    await lay('rechnung.xml', '<a/>');
    await look();
    await lay('rechnung.xml', '<b/>');
    await look();
    expect((await readdir(join(directory, 'erledigt'))).sort()).toEqual(['1-rechnung.xml', 'rechnung.xml']);
  });

  it('given what is being written, hidden, linked or a folder, then it is left alone', async () => {
    await lay('frisch.xml', '<a/>', 0);
    await lay('.versteckt.xml');
    await lay('halb.xml.part');
    await lay('leer.xml', '');
    await mkdir(join(directory, 'ordner.xml'));
    await symlink('/etc/hostname', join(directory, 'verweis.xml'));
    expect(await look()).toBe(0);
    expect(received).toEqual([]);
  });

  it('given that it could not be kept, then it stays where it is and is taken the next time', async () => {
    await lay('rechnung.xml');
    fails = true;
    expect(await look()).toBe(0);
    fails = false;
    expect(await look()).toBe(1);
  });
});
