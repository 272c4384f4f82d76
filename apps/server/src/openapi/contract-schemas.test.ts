import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

describe('schemas of the contract', () => {
  it('given the types of libs/contracts, then contract-schemas.ts says the same', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/contract-schemas.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
