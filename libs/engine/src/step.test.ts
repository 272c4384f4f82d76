import { describe, expect, it } from '@jest/globals';
import { buildModel, multiInstance, SimulatedInstance, timer, message } from '#testkit';

describe('smoke', () => {
  it('sequence', () => {
    const model = buildModel('p', (p) => p.start('s').user('t').service('w').end('e').flows('s', 't', 'w', 'e'));
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live()).toEqual(['t']);
    instance.complete('t', { a: 1 });
    instance.work('w', { b: 2 });
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 't', 'w', 'e']);
  });
  it('mi', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', { loop: multiInstance({ cardinality: { literal: 3 } }) })
        .end('e')
        .flows('s', 't', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t');
    instance.complete('t');
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, t: 3, e: 1 });
  });
  it('parallel, timer, event gateway', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .user('a')
        .gateway('eventBasedGateway', 'g')
        .catch('m', [message('M')])
        .catch('c', [timer('PT1H')])
        .gateway('exclusiveGateway', 'x')
        .gateway('parallelGateway', 'j')
        .end('e')
        .boundary('b', 'a', [timer('PT2H')])
        .end('late')
        .flows('s', 'f', 'a', 'j', 'e')
        .flows('f', 'g', 'm', 'x', 'j')
        .flows('g', 'c', 'x')
        .flows('b', 'late'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.send('M', 'm');
    instance.complete('a');
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'f', 'g', 'm', 'x', 'a', 'j', 'e']);
  });
  it('subprocess, call', () => {
    const callee = buildModel('q', (p) => p.start('s').script('x', 'v + 1', 'v').end('e').flows('s', 'x', 'e'));
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) => q.start('ss').call('c', 'q').end('se').flows('ss', 'c', 'se'))
        .end('e')
        .flows('s', 'sub', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model, callee] }, { v: 1 });
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'ss', 's', 'x', 'e', 'c', 'se', 'sub', 'e']);
  });
});
