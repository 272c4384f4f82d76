import { describe, expect, it } from '@jest/globals';
import { type Modification, startPlaces } from '#engine';
import { buildModel, compensate, message, multiInstance, SimulatedInstance, timer } from '#testkit';

const scoped = buildModel('p', (p) =>
  p
    .start('s')
    .user('first')
    .scope('subProcess', 'sub', (q) => q.start('is').user('a').user('b').end('ie').flows('is', 'a', 'b', 'ie'))
    .user('last')
    .end('e')
    .flows('s', 'first', 'sub', 'last', 'e'),
);
const parallel = buildModel('p', (p) =>
  p
    .start('s')
    .scope('subProcess', 'sub', (q) => q.start('is').user('a').user('b').flows('is', 'a', 'b'), {
      loop: multiInstance({ cardinality: { literal: 2 } }),
    })
    .user('last')
    .flows('s', 'sub', 'last'),
);

const change = (instance: SimulatedInstance, ...modifications: readonly Modification[]): void => {
  instance.do({ type: 'ModifyInstance', processInstanceId: 'root', modifications });
};
const refused = (instance: SimulatedInstance, ...modifications: readonly Modification[]) =>
  instance.refused({ type: 'ModifyInstance', processInstanceId: 'root', modifications });
/** Element instances entered at a node, in order. */
const entered = (instance: SimulatedInstance, nodeId: string): readonly string[] =>
  instance.events.flatMap((event) =>
    event.type === 'ElementEntered' && event.nodeId === nodeId ? [event.elementInstanceId] : [],
  );
const idOf = (instance: SimulatedInstance, nodeId: string, position = 0): string =>
  entered(instance, nodeId)[position] ?? '';
const outcome = (instance: SimulatedInstance) =>
  instance.events.flatMap((event) => (event.type === 'InstanceEnded' ? [event.outcome] : []));

describe('moving a token', () => {
  it('given a step, when it is moved behind another, then one command takes it away and begins what follows', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    const elementInstanceId = idOf(instance, 'first');
    change(instance, { kind: 'move', elementInstanceId, nodeId: 'sub', after: true, variables: { moved: true } });
    expect(instance.live()).toEqual(['last']);
    expect(instance.variable('moved')).toBe(true);
    expect(instance.completed()).toEqual({ s: 1 });
  });

  it('given a token in one of several instances of a scope, then it stays in its own', () => {
    const instance = SimulatedInstance.start({ models: [parallel] });
    const [, second] = entered(instance, 'a');
    const scopeOf = (id: string) =>
      instance.events.flatMap((event) =>
        event.type === 'ElementEntered' && event.elementInstanceId === id ? [event.parentId] : [],
      );
    change(instance, { kind: 'move', elementInstanceId: second ?? '', nodeId: 'b', after: false, variables: {} });
    expect(instance.live().toSorted()).toEqual(['a', 'b', 'sub', 'sub', 'sub']);
    expect(scopeOf(idOf(instance, 'b'))).toEqual(scopeOf(second ?? ''));
  });

  it('given the token of a scope, when it is moved into that scope, then a new one is made for it', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    instance.complete('first');
    const elementInstanceId = idOf(instance, 'sub');
    change(instance, { kind: 'move', elementInstanceId, nodeId: 'b', after: false, variables: {} });
    expect(instance.live().toSorted()).toEqual(['b', 'sub']);
    expect(entered(instance, 'sub')).toHaveLength(2);
  });

  it('given a token that is gone, or a node nobody knows, then it is refused', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    const move = { kind: 'move', nodeId: 'last', after: false, variables: {} } as const;
    expect(refused(instance, { ...move, elementInstanceId: 'gone' }).code).toBe('MODIFICATION_INVALID');
    const elementInstanceId = idOf(instance, 'first');
    expect(refused(instance, { ...move, elementInstanceId, nodeId: 'x' }).code).toBe('NODE_NOT_FOUND');
    expect(instance.live()).toEqual(['first']);
  });
});

describe('cancelling the last token of a scope', () => {
  it('given a subprocess, then it is cancelled as well, and nothing behind it begins', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    instance.complete('first');
    change(instance, { kind: 'cancelAll', nodeId: 'a' });
    expect(instance.isEnded).toBe(true);
    expect(outcome(instance)).toEqual(['canceled']);
    expect(instance.completed()).toEqual({ s: 1, first: 1, is: 1 });
  });

  it('given a token that begins in the same scope, then the scope lives on', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    instance.complete('first');
    change(instance, { kind: 'cancelAll', nodeId: 'a' }, { kind: 'startBefore', nodeId: 'b', variables: {} });
    expect(instance.live().toSorted()).toEqual(['b', 'sub']);
    expect(entered(instance, 'sub')).toHaveLength(1);
  });

  it('given one of several instances, then the others go on, and what follows begins after them', () => {
    const instance = SimulatedInstance.start({ models: [parallel] });
    change(instance, { kind: 'cancel', elementInstanceId: idOf(instance, 'a') });
    expect(instance.live().toSorted()).toEqual(['a', 'sub', 'sub']);
    instance.complete('a');
    instance.complete('b');
    expect(instance.live()).toEqual(['last']);
  });

  it('given all of several instances, then the whole activity is cancelled', () => {
    const instance = SimulatedInstance.start({ models: [parallel] });
    change(instance, { kind: 'cancelAll', nodeId: 'a' });
    expect(outcome(instance)).toEqual(['canceled']);
  });
});

describe('a scope that is cancelled and begun in again', () => {
  it('given both in this order, then the new token gets a new scope', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    instance.complete('first');
    change(instance, { kind: 'cancelAll', nodeId: 'sub' }, { kind: 'startBefore', nodeId: 'b', variables: {} });
    expect(instance.live().toSorted()).toEqual(['b', 'sub']);
    expect(entered(instance, 'sub')).toHaveLength(2);
    instance.complete('b');
    expect(instance.live()).toEqual(['last']);
  });

  it('given an ancestor that is no scope around the node, then it is refused', () => {
    const instance = SimulatedInstance.start({ models: [scoped] });
    const start = { kind: 'startBefore', nodeId: 'b', variables: {} } as const;
    expect(refused(instance, { ...start, ancestorId: idOf(instance, 'first') })).toMatchObject({
      code: 'MODIFICATION_INVALID',
      elementId: 'b',
    });
  });
});

describe('starting after an element', () => {
  it('given no flow out of it, or several, then it is refused', () => {
    const forked = buildModel('p', (p) =>
      p.start('s').user('t').user('x').user('y').flows('s', 't', 'x').flows('t', 'y'),
    );
    const instance = SimulatedInstance.start({ models: [forked] });
    for (const nodeId of ['t', 'x']) {
      expect(refused(instance, { kind: 'startAfter', nodeId, variables: {} })).toMatchObject({
        code: 'START_NOT_POSSIBLE',
        elementId: nodeId,
      });
    }
  });
});

describe('places where a token can be put by hand', () => {
  it('given elements that only events or compensation begin, then each says why not', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('late', 't', [timer('PT1H')])
        .boundary('undo', 't', [compensate()], { compensationHandler: 'handler' })
        .user('handler', { isForCompensation: true })
        .scope('eventSubProcess', 'news', (q) =>
          q
            .start('ns', [message('M')])
            .user('read')
            .flows('ns', 'read'),
        )
        .end('e')
        .flows('s', 't', 'e')
        .flows('late', 'e'),
    );
    const rules = Object.fromEntries(startPlaces(model).map(({ nodeId, ...rule }) => [nodeId, rule]));
    expect(rules).toEqual({
      s: {},
      t: {},
      late: { before: 'boundaryEvent' },
      undo: { before: 'compensation', after: 'compensation' },
      handler: { before: 'compensation', after: 'compensation' },
      news: { before: 'eventSubProcess', after: 'noFlow' },
      ns: {},
      read: { after: 'noFlow' },
      e: { after: 'noFlow' },
    });
  });
});
