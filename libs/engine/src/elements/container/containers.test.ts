import { describe, expect, it } from '@jest/globals';
import type { LoopModel } from '#engine';
import {
  buildModel,
  compensate,
  error,
  escalation,
  expr,
  message,
  type ModelBuilder,
  multiInstance,
  personWork,
  signal,
  SimulatedInstance,
  timer,
} from '#testkit';

describe('multi-instance', () => {
  const over = (loop: LoopModel) =>
    buildModel('p', (p) => p.start('s').user('t', { loop }).end('e').flows('s', 't', 'e'));

  it('given a collection in parallel, then each instance has its element and outputs keep the order', () => {
    const loop = multiInstance({
      collection: expr('names'),
      elementVariable: 'name',
      outputCollection: 'results',
      outputElement: expr('answer'),
    });
    const model = buildModel('p', (p) => p.start('s').user('t', { loop }).user('u').flows('s', 't', 'u'));
    const instance = SimulatedInstance.start({ models: [model] }, { names: ['a', 'b', 'c'] });
    for (const { itemId, wait } of instance.waits().toReversed()) {
      const name = instance.variable('name', itemId);
      instance.do({ type: 'CompleteTask', taskId: wait.id, variables: { answer: `${JSON.stringify(name)}!` } });
    }
    expect(instance.variable('results')).toEqual(['"a"!', '"b"!', '"c"!']);
  });

  it('given a collection of 250 one after the other, then each element has its turn', () => {
    const names = Array.from({ length: 250 }, (_, index) => index);
    const loop = multiInstance({
      sequential: true,
      collection: expr('names'),
      elementVariable: 'name',
      outputCollection: 'results',
      outputElement: expr('name + loopCounter'),
    });
    const model = buildModel('p', (p) => p.start('s').task('t', { loop }).user('u').flows('s', 't', 'u'));
    const instance = SimulatedInstance.start({ models: [model] }, { names });
    expect(instance.completed()).toMatchObject({ t: 250 });
    expect(instance.variable('results')).toEqual(names.map((name) => 2 * name + 1));
  });

  it('given a completion condition, when it holds, then the rest is cancelled', () => {
    const loop = multiInstance({
      cardinality: { literal: 5 },
      completionCondition: expr('nrOfCompletedInstances >= 2'),
    });
    const instance = SimulatedInstance.start({ models: [over(loop)] });
    instance.complete('t');
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, t: 2, e: 1 });
    const canceled = instance.events.filter((event) => event.type === 'ElementCanceled');
    expect(canceled.map(({ reason }) => reason)).toEqual([
      'completionCondition',
      'completionCondition',
      'completionCondition',
    ]);
  });

  it('given none or an empty collection, then it is passed; given null, it is an incident', () => {
    expect(SimulatedInstance.start({ models: [over(multiInstance({ cardinality: { literal: 0 } }))] }).isEnded).toBe(
      true,
    );
    const loop = multiInstance({ collection: expr('names') });
    expect(SimulatedInstance.start({ models: [over(loop)] }, { names: [] }).isEnded).toBe(true);
    const instance = SimulatedInstance.start({ models: [over(loop)] });
    expect(instance.incidents()).toMatchObject([{ kind: 'expression' }]);
    instance.setVariables({ names: ['a'] });
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
  });

  it('given a boundary event, then it belongs to the whole and cancels all instances', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', { loop: multiInstance({ cardinality: { literal: 3 } }) })
        .boundary('b', 't', [timer('PT1H')])
        .end('e')
        .flows('s', 't')
        .flows('b', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.waits().filter(({ wait }) => wait.kind === 'timer')).toHaveLength(1);
    instance.fire('b');
    expect(instance.completed()).toEqual({ s: 1, b: 1, e: 1 });
    expect(instance.isEnded).toBe(true);
  });

  it.each([
    ['none', 3],
    ['one', 1],
    ['all', 0],
    ['complex', 2],
  ] as const)('given behaviour %s, then its event is thrown %d times', (behaviour, times) => {
    const loop = multiInstance({
      sequential: true,
      cardinality: { literal: 3 },
      behaviour,
      noneEvent: signal('S'),
      oneEvent: signal('S'),
      complex: [{ condition: expr('nrOfCompletedInstances > 1'), event: signal('S') }],
    });
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('t', { loop })
        .boundary('b', 't', [signal('S')], { interrupting: false })
        .flows('s', 't'),
    );
    const completed = SimulatedInstance.start({ models: [model] }).completed();
    expect(completed['b'] ?? 0).toBe(times);
    expect(completed['t']).toBe(3);
  });

  it('given input mappings and zeebe output mappings, then each instance has its own variables', () => {
    const loop = multiInstance({ cardinality: { literal: 2 } });
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', {
          loop,
          inputs: [{ target: 'mine', source: { expression: expr('loopCounter + 10') } }],
          outputs: [{ target: 'last', source: { expression: expr('mine + given') } }],
          mapsResultsOnly: true,
        })
        .user('u')
        .flows('s', 't', 'u'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t', { given: 1 });
    instance.complete('t', { given: 1 });
    expect([12, 13]).toContain(instance.variable('last'));
    expect(instance.variable('given')).toBeUndefined();
    expect(instance.variable('mine')).toBeUndefined();
  });
});

describe('standard loop', () => {
  const looping = (loop: Partial<Extract<LoopModel, { kind: 'standard' }>>) =>
    buildModel('p', (p) =>
      p
        .start('s')
        .script('t', 'n + 1', 'n', { loop: { kind: 'standard', testBefore: false, ...loop } })
        .user('u')
        .flows('s', 't', 'u'),
    );

  it.each([
    ['tested after, condition false', { condition: expr('n < 0') }, 1],
    ['tested before, condition false', { testBefore: true, condition: expr('n < 0') }, 0],
    ['tested before, until three', { testBefore: true, condition: expr('n < 3') }, 3],
    ['with a maximum of two', { condition: expr('n < 10'), maximum: { literal: 2 } }, 2],
    ['with a maximum only', { maximum: { literal: 4 } }, 4],
    ['by its counter', { condition: expr('loopCounter < 5') }, 5],
  ])('given one %s, then it runs as often as it should', (_name, loop, times) => {
    const instance = SimulatedInstance.start({ models: [looping(loop)] }, { n: 0 });
    expect(instance.variable('n')).toBe(times);
    expect(instance.completed()['t'] ?? 0).toBe(times);
  });

  /** Completes the continuations of the engine one after the other. @returns how many there were */
  const goOn = (instance: SimulatedInstance): number => {
    let steps = 0;
    for (let open = instance.waits(); open[0]?.wait.kind === 'job'; open = instance.waits()) {
      expect(open).toMatchObject([{ wait: { job: 'asyncBefore' } }]);
      instance.do({ type: 'CompleteJob', jobId: open[0].wait.id, variables: {} });
      steps += 1;
    }
    return steps;
  };

  it('given a loop that never ends, then it goes on in steps of a thousand rounds and stops as one incident', () => {
    const instance = SimulatedInstance.start({ models: [looping({ condition: expr('n >= 0') })] }, { n: 0 });
    expect(instance.variable('n')).toBe(1000);
    expect(goOn(instance)).toBe(9);
    expect(instance.incidents()).toMatchObject([{ kind: 'limit' }]);
    expect(instance.variable('n')).toBe(10_000);
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(goOn(instance)).toBeGreaterThan(8);
    expect(instance.variable('n')).toBe(20_000);
  }, 120_000);

  it('given a loop of many rounds with a maximum, then it ends there, however many steps that takes', () => {
    const instance = SimulatedInstance.start({ models: [looping({ maximum: { literal: 2500 } })] }, { n: 0 });
    expect(goOn(instance)).toBe(2);
    expect(instance.variable('n')).toBe(2500);
    expect(instance.waits().map(({ wait }) => wait.kind)).toEqual(['task']);
  }, 60_000);

  it('given a looping subprocess with an interrupting boundary event, then the event ends the loop', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) => q.start('is').user('t').flows('is', 't'), {
          loop: { kind: 'standard', testBefore: false },
        })
        .boundary('b', 'sub', [message('stop')])
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t');
    instance.complete('t');
    instance.send('stop', 'b');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ sub: 2, t: 2, b: 1 });
  });
});

describe('event subprocess', () => {
  const within = (interrupting: boolean) =>
    buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .flows('s', 't')
        .scope('eventSubProcess', 'esp', (q) =>
          q
            .start('es', [message('M')], { interrupting })
            .user('u')
            .flows('es', 'u'),
        ),
    );

  it('given an interrupting one, then all else in the scope ends', () => {
    const instance = SimulatedInstance.start({ models: [within(true)] });
    instance.send('M', 'es', { word: 1 });
    expect(instance.live().toSorted()).toEqual(['esp', 'u']);
    expect(instance.waits().map(({ wait }) => wait.kind)).toEqual(['task']);
    instance.complete('u');
    expect(instance.isEnded).toBe(true);
  });

  it('given a non-interrupting one, then it can start again and again beside the scope', () => {
    const instance = SimulatedInstance.start({ models: [within(false)] });
    instance.send('M', 'es');
    instance.send('M', 'es');
    expect(instance.live().toSorted()).toEqual(['esp', 'esp', 't', 'u', 'u']);
    instance.complete('t');
    instance.complete('u');
    expect(instance.isEnded).toBe(false);
    instance.complete('u');
    expect(instance.isEnded).toBe(true);
  });

  it('given an escalation it throws itself, then not it but the scope around catches', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .end('up', [escalation('E')])
            .flows('is', 'up')
            .scope('eventSubProcess', 'esp', (r) =>
              r
                .start('es', [escalation('E')])
                .end('further', [escalation('E')])
                .flows('es', 'further'),
            ),
        )
        .boundary('b', 'sub', [escalation('E')])
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, is: 1, up: 1, es: 1, further: 1, b: 1 });
  });
});

describe('transaction', () => {
  const booking = buildModel('p', (p) =>
    p
      .start('s')
      .scope('transaction', 'tx', (q) =>
        q
          .start('is')
          .task('a')
          .boundary('ca', 'a', [compensate()], { compensationHandler: 'undoA' })
          .user('undoA', { isForCompensation: true })
          .user('pending')
          .service('decide')
          .end('no', [{ kind: 'cancel' }])
          .flows('is', 'a', 'decide', 'no')
          .flows('a', 'pending'),
      )
      .boundary('canceled', 'tx', [{ kind: 'cancel' }])
      .boundary('hazard', 'tx', [error('H')])
      .end('sorry')
      .end('broken')
      .end('fine')
      .flows('s', 'tx', 'fine')
      .flows('canceled', 'sorry')
      .flows('hazard', 'broken'),
  );

  it('given a cancel end event, then all else ends, the completed is compensated, and the cancel boundary event leaves', () => {
    const instance = SimulatedInstance.start({ models: [booking] });
    instance.work('decide');
    expect(instance.live().toSorted()).toEqual(['tx', 'undoA']);
    instance.complete('undoA');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({
      s: 1,
      is: 1,
      a: 1,
      decide: 1,
      no: 1,
      ca: 1,
      undoA: 1,
      canceled: 1,
      sorry: 1,
    });
  });

  it('given several instances, when one is cancelled, then the cancel boundary event of the whole leaves once', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope(
          'transaction',
          'tx',
          (q) =>
            q
              .start('is')
              .user('t')
              .end('no', [{ kind: 'cancel' }])
              .flows('is', 't', 'no'),
          {
            loop: multiInstance({ cardinality: { literal: 3 } }),
          },
        )
        .boundary('canceled', 'tx', [{ kind: 'cancel' }])
        .end('sorry')
        .flows('s', 'tx')
        .flows('canceled', 'sorry'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, is: 3, t: 1, no: 1, canceled: 1, sorry: 1 });
  });

  it('given an error, then it is left as a hazard without compensation', () => {
    const instance = SimulatedInstance.start({ models: [booking] });
    const jobId = instance.wait('job', 'decide').id;
    instance.do({ type: 'ThrowFromJob', jobId, kind: 'error', code: 'H', variables: {} });
    expect(instance.completed()).toEqual({ s: 1, is: 1, a: 1, hazard: 1, broken: 1 });
    expect(instance.isEnded).toBe(true);
  });
});

describe('compensation of containers', () => {
  it('given a multi-instance, then the handler runs once for each completed instance', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('a', { loop: multiInstance({ cardinality: { literal: 3 } }) })
        .boundary('ca', 'a', [compensate()], { compensationHandler: 'undo' })
        .task('undo', { isForCompensation: true })
        .end('e', [compensate('a')])
        .flows('s', 'a', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ a: 3, undo: 3, e: 1 });
  });

  it('given a compensation event subprocess, then it runs instead of the handlers inside, unless it throws itself', () => {
    const model = (inside: readonly [string, ...string[]]) =>
      buildModel('p', (p) =>
        p
          .start('s')
          .scope('subProcess', 'sub', (q) =>
            q
              .start('is')
              .task('a')
              .boundary('ca', 'a', [compensate()], { compensationHandler: 'undoA' })
              .task('undoA', { isForCompensation: true })
              .flows('is', 'a')
              .scope('eventSubProcess', 'esp', (r) =>
                r
                  .start('es', [compensate()])
                  .task('own')
                  .throw('inner', [compensate('a')])
                  .flows(...inside),
              ),
          )
          .end('e', [compensate('sub')])
          .flows('s', 'sub', 'e'),
      );
    const alone = SimulatedInstance.start({ models: [model(['es', 'own'])] });
    expect(alone.completed()).toEqual({ s: 1, is: 1, a: 1, sub: 1, es: 1, own: 1, esp: 1, e: 1 });
    expect(alone.isEnded).toBe(true);
    const throwing = SimulatedInstance.start({ models: [model(['es', 'own', 'inner'])] });
    expect(throwing.completed()).toMatchObject({ own: 1, inner: 1, ca: 1, undoA: 1, esp: 1, e: 1 });
    expect(throwing.isEnded).toBe(true);
  });

  it('given a handler that fails with an error, then the scope around catches it', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .task('a')
            .boundary('ca', 'a', [compensate()], { compensationHandler: 'undo' })
            .service('undo', { isForCompensation: true })
            .throw('back', [compensate()])
            .flows('is', 'a', 'back'),
        )
        .boundary('b', 'sub', [error('X')])
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    const jobId = instance.wait('job', 'undo').id;
    instance.do({ type: 'ThrowFromJob', jobId, kind: 'error', code: 'X', variables: {} });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ a: 1, b: 1 });
  });
});

describe('ad-hoc subprocess', () => {
  const inside = (over: Parameters<ModelBuilder['scope']>[3]) =>
    buildModel('p', (p) =>
      p
        .start('s')
        .scope('adHocSubProcess', 'ad', (q) => q.user('a').user('b').task('then').flows('a', 'then').user('c'), over)
        .end('e')
        .flows('s', 'ad', 'e'),
    );

  it('given parallel ordering, then all activities run once and it is done', () => {
    const instance = SimulatedInstance.start({ models: [inside({})] });
    expect(instance.live().toSorted()).toEqual(['a', 'ad', 'b', 'c']);
    for (const id of ['a', 'b', 'c']) instance.complete(id);
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ a: 1, then: 1, b: 1, c: 1, ad: 1, e: 1 });
  });

  it('given sequential ordering, then one after the other', () => {
    const instance = SimulatedInstance.start({ models: [inside({ ordering: 'sequential' })] });
    expect(instance.live()).toEqual(['ad', 'a']);
    instance.complete('a');
    expect(instance.live()).toEqual(['ad', 'b']);
    instance.complete('b');
    instance.complete('c');
    expect(instance.isEnded).toBe(true);
  });

  it('given a completion condition, when it holds, then what remains is cancelled', () => {
    const over = { completionCondition: expr('enough') };
    const instance = SimulatedInstance.start({ models: [inside(over)] });
    instance.complete('b', { enough: true });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, b: 1, ad: 1, e: 1 });
  });

  it('given a completion condition that leaves the rest alone, then it waits for it', () => {
    const over = { completionCondition: expr('enough'), cancelRemaining: false };
    const instance = SimulatedInstance.start({ models: [inside(over)] });
    instance.complete('b', { enough: true });
    expect(instance.live().toSorted()).toEqual(['a', 'ad', 'c']);
    instance.complete('c');
    instance.complete('a');
    expect(instance.isEnded).toBe(true);
  });

  it('given the data chooses, then only the chosen run', () => {
    const over = { activeElements: expr('["c"]'), startsAll: false };
    const instance = SimulatedInstance.start({ models: [inside(over)] });
    expect(instance.live()).toEqual(['ad', 'c']);
    instance.complete('c');
    expect(instance.isEnded).toBe(true);
  });

  it('given a person chooses, then activities start when chosen, as often as wanted, until it is enough', () => {
    const over = { chooser: personWork(), startsAll: false };
    const instance = SimulatedInstance.start({ models: [inside(over)] });
    const elementInstanceId = instance.waits()[0]?.itemId ?? '';
    const unknown = { type: 'ChooseAdHocActivities', elementInstanceId, activityIds: ['then'] } as const;
    expect(instance.refused(unknown).code).toBe('NODE_NOT_FOUND');
    for (const round of [1, 2]) {
      instance.do({ ...unknown, activityIds: ['b'] });
      instance.complete('b', { round });
    }
    expect(instance.isEnded).toBe(false);
    instance.do({ type: 'CompleteAdHoc', elementInstanceId });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ b: 2, ad: 1, e: 1 });
  });
});

describe('call activity', () => {
  const called = buildModel('q', (p) => p.start('qs').user('work').flows('qs', 'work'));

  it('given mappings, then only they pass the border in both directions', () => {
    const caller = buildModel('p', (p) =>
      p
        .start('s')
        .call('c', 'q', {
          businessKey: { expression: expr('key') },
          handOver: { all: false, mappings: [{ target: 'x', source: { expression: expr('a') } }] },
          takeBack: { all: false, mappings: [{ target: 'b', source: { expression: expr('y') } }] },
        })
        .user('u')
        .flows('s', 'c', 'u'),
    );
    const instance = SimulatedInstance.start({ models: [caller, called] }, { a: 1, secret: 2, key: 'K' });
    const started = instance.events.filter((event) => event.type === 'InstanceStarted').at(-1);
    expect(started).toMatchObject({ businessKey: 'K', superProcessInstanceId: 'root' });
    const id = started?.processInstanceId ?? '';
    expect(instance.variable('x', id)).toBe(1);
    expect(instance.variable('secret', id)).toBeUndefined();
    instance.complete('work', { y: 9, z: 8 });
    expect(instance.variable('b')).toBe(9);
    expect(instance.variable('z')).toBeUndefined();
  });

  it('given nothing to call, then it is an incident', () => {
    const caller = buildModel('p', (p) => p.start('s').call('c', 'nothing').flows('s', 'c'));
    expect(SimulatedInstance.start({ models: [caller] }).incidents()).toMatchObject([{ kind: 'called' }]);
  });

  it('given processes that call one another for ever, then it ends as an incident', () => {
    const caller = buildModel('p', (p) => p.start('s').call('c', 'p').flows('s', 'c'));
    expect(SimulatedInstance.start({ models: [caller] }).incidents()).toMatchObject([{ kind: 'limit' }]);
  });

  it('given the called process is cancelled, then the caller waits with an incident and can call again', () => {
    const caller = buildModel('p', (p) =>
      p
        .start('s')
        .call('c', 'q')
        .boundary('b', 'c', [timer('PT1H')])
        .flows('s', 'c'),
    );
    const instance = SimulatedInstance.start({ models: [caller, called] });
    const { processInstanceId } = instance.events.filter((event) => event.type === 'InstanceStarted')[1] ?? {
      processInstanceId: '',
    };
    instance.do({ type: 'CancelInstance', processInstanceId, reason: 'wrong' });
    expect(instance.incidents()).toMatchObject([{ kind: 'called' }]);
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.waits().filter(({ wait }) => wait.kind === 'timer')).toHaveLength(1);
    instance.complete('work');
    expect(instance.isEnded).toBe(true);
  });
});
