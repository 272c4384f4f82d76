import { describe, expect, it } from '@jest/globals';
import { buildModel, expr, multiInstance, SimulatedInstance } from '#testkit';

/** The rounds of all tasks created so far, in order. */
const rounds = (instance: SimulatedInstance) =>
  instance.events.flatMap((event) => (event.type === 'TaskCreated' ? [event.task.rounds] : []));
const over = (collection: string, elementVariable: string) =>
  multiInstance({ collection: expr(collection), elementVariable });

describe('the rounds a task belongs to', () => {
  it('given a task outside of loops, then there are none', () => {
    const model = buildModel('p', (p) => p.start('s').user('t').flows('s', 't'));
    expect(rounds(SimulatedInstance.start({ models: [model] }))).toEqual([undefined]);
  });

  it('given a collection, then each task knows its place and its element', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', { loop: over('aemter', 'amt') })
        .flows('s', 't'),
    );
    const instance = SimulatedInstance.start({ models: [model] }, { aemter: ['Bauamt', { name: 'Forstamt' }] });
    expect(rounds(instance)).toEqual([
      [{ index: 1, total: 2, subject: ['Bauamt'] }],
      [{ index: 2, total: 2, subject: ['Forstamt'] }],
    ]);
  });

  it('given a sequential one, then each task knows how many there are in all', () => {
    const loop = multiInstance({ sequential: true, cardinality: { literal: 3 } });
    const model = buildModel('p', (p) => p.start('s').user('t', { loop }).flows('s', 't'));
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t');
    expect(rounds(instance)).toEqual([[{ index: 1, total: 3 }], [{ index: 2, total: 3 }]]);
  });

  it('given a subprocess for each element with several tasks for each inside, then both rounds are told, the outer first', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope(
          'subProcess',
          'sub',
          (inner) =>
            inner
              .start('is')
              .user('t', { loop: over('fragen', 'frage') })
              .flows('is', 't'),
          { loop: over('aemter', 'amt') },
        )
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] }, { aemter: ['Bauamt'], fragen: ['Lärm', 'Wasser'] });
    const outer = { index: 1, total: 1, subject: ['Bauamt'] };
    expect(rounds(instance)).toEqual([
      [outer, { index: 1, total: 2, subject: ['Lärm'] }],
      [outer, { index: 2, total: 2, subject: ['Wasser'] }],
    ]);
  });

  it('given a standard loop, then a task knows how often it has come round', () => {
    const loop = { kind: 'standard', testBefore: false, maximum: { literal: 2 } } as const;
    const model = buildModel('p', (p) => p.start('s').user('t', { loop }).flows('s', 't'));
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t');
    expect(rounds(instance)).toEqual([[{ index: 1 }], [{ index: 2 }]]);
  });

  it('given a process called for each element, then its tasks know it, too', () => {
    const called = buildModel('q', (p) => p.start('qs').user('qt').flows('qs', 'qt'));
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .call('c', 'q', { loop: over('aemter', 'amt') })
        .flows('s', 'c'),
    );
    const instance = SimulatedInstance.start({ models: [model, called] }, { aemter: ['Bauamt'] });
    expect(rounds(instance)).toEqual([[{ index: 1, total: 1, subject: ['Bauamt'] }]]);
  });
});
