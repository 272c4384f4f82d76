import { describe, expect, it } from '@jest/globals';
import { HealthChecks } from './health-checks.ts';

describe('health', () => {
  it('given one probe that fails and one that hangs, then both are down with advice and the answer comes in time', async () => {
    const checks = new HealthChecks('1.0.0', 30);
    checks.add('database', 'Start PostgreSQL.', () => Promise.reject(new Error('10.0.0.7 refused')));
    checks.add('queue', 'Start Redis.', () => new Promise(() => undefined));
    checks.add('worker', 'Start a worker.', () => Promise.resolve());
    const health = await checks.ready();
    expect(health.status).toBe('down');
    expect(health.checks.map(({ name, status, detail }) => [name, status, detail])).toEqual([
      ['database', 'down', 'Start PostgreSQL.'],
      ['queue', 'down', 'Start Redis.'],
      ['worker', 'up', undefined],
    ]);
    expect(JSON.stringify(health)).not.toContain('10.0.0.7');
  });

  it('given a partner that is down, then it is told, and the program is ready all the same', async () => {
    const checks = new HealthChecks('1.0.0');
    checks.add('database', 'Start PostgreSQL.', () => Promise.resolve());
    checks.add('dms', 'The log says why.', () => Promise.reject(new Error('maintenance')), { essential: false });
    const { status, checks: told } = await checks.ready();
    expect([status, told.map((check) => check.status)]).toEqual(['up', ['up', 'down']]);
  });

  it('given no failing probe, then it is up', async () => {
    const checks = new HealthChecks('1.0.0');
    checks.add('database', 'Start PostgreSQL.', () => Promise.resolve());
    expect((await checks.ready()).status).toBe('up');
    expect(checks.live().status).toBe('up');
  });
});
