import { describe, expect, it } from '@jest/globals';
import { prettyLogLine } from './pretty-log-line.ts';

describe('pretty log', () => {
  it('given a log object, then the line has time, level, message and the rest', () => {
    const line = prettyLogLine('{"level":40,"time":1763625600000,"pid":7,"msg":"Slow","path":"/api","ms":812}');
    expect(line).toBe('08:00:00 WARN  Slow path=/api ms=812\n');
  });

  it('given an error, then its stack stands below', () => {
    expect(prettyLogLine('{"level":50,"time":0,"msg":"Failed","err":{"stack":"Error: x\\n  at y"}}')).toContain(
      '\n    Error: x\n',
    );
  });

  it('given something that is no JSON, then it is passed on as it is', () => {
    expect(prettyLogLine('plain\n')).toBe('plain\n');
  });
});
