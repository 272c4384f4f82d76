import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimDirectory } from './claim-directory.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-run-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('claiming a data folder', () => {
  it('given a free folder, then it is claimed, and free again when released', () => {
    const release = claimDirectory(directory);
    expect(JSON.parse(readFileSync(join(directory, 'running.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(join(directory, 'running.json'))).toBe(false);
  });

  it('given a living process in it, then it is refused with its number', () => {
    const other = spawn('sleep', ['30']);
    const fields = readFileSync(`/proc/${other.pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
    writeFileSync(join(directory, 'running.json'), JSON.stringify({ pid: other.pid, born: fields?.[19] }));
    expect(() => claimDirectory(directory)).toThrow(new RegExp(`process ${other.pid}`));
    other.kill();
  });

  it('given the note of a killed process whose number another one has now, then it does not count', () => {
    const other = spawn('sleep', ['30']);
    writeFileSync(join(directory, 'running.json'), JSON.stringify({ pid: other.pid, born: '1' }));
    claimDirectory(directory)();
    other.kill();
  });

  it('given a torn note, then it does not count', () => {
    writeFileSync(join(directory, 'running.json'), '{"pid":');
    claimDirectory(directory)();
  });
});
