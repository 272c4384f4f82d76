import { describe, expect, it } from '@jest/globals';
import {
  buildModel,
  compensate,
  conditional,
  error,
  escalation,
  expr,
  jobWork,
  message,
  personWork,
  signal,
  SimulatedInstance,
  timer,
} from '#testkit';

describe('boundary events', () => {
  const model = (interrupting: boolean) =>
    buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('b', 't', [timer('R3/PT1H')], { interrupting })
        .task('late')
        .end('e')
        .flows('s', 't', 'e')
        .flows('b', 'late'),
    );

  it('given an interrupting one, when it goes off, then its activity ends and does not complete', () => {
    const instance = SimulatedInstance.start({ models: [model(true)] });
    instance.fire('b');
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'b', 'late']);
    expect(instance.events.map(({ type }) => type)).toContain('TaskCanceled');
    expect(instance.events.find(({ type }) => type === 'ElementCanceled')).toMatchObject({
      nodeId: 't',
      reason: 'boundary',
    });
  });

  it('given a cycle of three on a non-interrupting one, then it goes off three times and the activity goes on', () => {
    const instance = SimulatedInstance.start({ models: [model(false)] });
    instance.fire('b');
    instance.fire('b');
    instance.fire('b');
    expect(instance.waits().map(({ wait }) => wait.kind)).toEqual(['task']);
    instance.complete('t');
    expect(instance.completed()).toEqual({ s: 1, b: 3, late: 3, t: 1, e: 1 });
    expect(instance.isEnded).toBe(true);
  });

  it('given an activity that completes, then its boundary events are closed', () => {
    const instance = SimulatedInstance.start({ models: [model(true)] });
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
    expect(instance.events.map(({ type }) => type)).toContain('TimerCanceled');
  });

  it('given a message for a non-interrupting one, then it can come again', () => {
    const again = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('b', 't', [message('M')], { interrupting: false })
        .script('note', 'word', 'last')
        .flows('s', 't')
        .flows('b', 'note'),
    );
    const instance = SimulatedInstance.start({ models: [again] });
    instance.send('M', 'b', { word: 'one' });
    instance.send('M', 'b', { word: 'two' });
    expect(instance.variable('last')).toBe('two');
    expect(instance.live()).toEqual(['t']);
  });
});

describe('errors', () => {
  const nested = buildModel('p', (p) =>
    p
      .start('s')
      .scope('subProcess', 'outer', (q) =>
        q
          .start('os')
          .scope('subProcess', 'inner', (r) => r.start('is').service('w').flows('is', 'w'))
          .boundary('innerA', 'inner', [error('A')])
          .end('handled')
          .flows('os', 'inner')
          .flows('innerA', 'handled'),
      )
      .boundary('any', 'outer', [{ kind: 'error', codeVariable: 'code', messageVariable: 'text' }])
      .boundary('onlyB', 'outer', [error('B')])
      .end('rescued')
      .end('wasB')
      .flows('s', 'outer')
      .flows('any', 'rescued')
      .flows('onlyB', 'wasB'),
  );
  const throwing = (code: string): SimulatedInstance => {
    const instance = SimulatedInstance.start({ models: [nested] });
    const jobId = instance.wait('job', 'w').id;
    instance.do({ type: 'ThrowFromJob', jobId, kind: 'error', code, message: 'why', variables: { extra: 1 } });
    return instance;
  };

  it('given a handler of its code close by, then that one catches', () => {
    expect(throwing('A').trace()).toEqual(['s', 'os', 'is', 'innerA', 'handled', 'outer']);
  });

  it('given a handler of its code beside one of all codes, then the one of its code catches', () => {
    expect(throwing('B').trace()).toEqual(['s', 'os', 'is', 'onlyB', 'wasB']);
  });

  it('given only a handler of all codes, then it learns code and message', () => {
    const instance = throwing('C');
    expect(instance.trace()).toEqual(['s', 'os', 'is', 'any', 'rescued']);
    const set = instance.events.filter((event) => event.type === 'VariablesSet').at(-1);
    expect(set).toMatchObject({ variables: { code: 'C', text: 'why', extra: 1 } });
  });

  it('given a job whose error nobody catches, then the job stays with an incident', () => {
    const model = buildModel('p', (p) => p.start('s').service('w').flows('s', 'w'));
    const instance = SimulatedInstance.start({ models: [model] });
    const jobId = instance.wait('job', 'w').id;
    instance.do({ type: 'ThrowFromJob', jobId, kind: 'error', code: 'X', variables: {} });
    expect(instance.incidents()).toMatchObject([{ kind: 'unhandledError', jobId }]);
    instance.work('w');
    expect(instance.isEnded).toBe(true);
  });

  it('given a task whose error nobody catches, then the person is told and nothing happens', () => {
    const model = buildModel('p', (p) => p.start('s').user('t').flows('s', 't'));
    const instance = SimulatedInstance.start({ models: [model] });
    const taskId = instance.wait('task', 't').id;
    const thrown = { type: 'ThrowFromTask', taskId, kind: 'error', code: 'X', variables: {} } as const;
    expect(instance.refused(thrown).code).toBe('ERROR_NOT_CAUGHT');
    expect(instance.live()).toEqual(['t']);
  });

  it('given an error end event nobody catches, then the process ends as failed with all its tokens', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .end('e', [error('X')])
        .flows('s', 't')
        .flows('s', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.isEnded).toBe(true);
    expect(instance.events.at(-1)).toMatchObject({ type: 'InstanceEnded', outcome: 'failed' });
    expect(instance.completed()).toEqual({ s: 1, e: 1 });
  });

  it('given an error end event in a called process, then a boundary event of the caller catches it', () => {
    const called = buildModel('q', (p) =>
      p
        .start('qs')
        .end('qe', [error('X')])
        .flows('qs', 'qe'),
    );
    const caller = buildModel('p', (p) =>
      p
        .start('s')
        .call('c', 'q')
        .boundary('b', 'c', [error('X')])
        .end('e')
        .flows('s', 'c')
        .flows('b', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [caller, called] });
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'qs', 'qe', 'b', 'e']);
    expect(instance.events.filter(({ type }) => type === 'InstanceEnded')).toMatchObject([
      { outcome: 'canceled' },
      { outcome: 'completed' },
    ]);
  });

  it('given an error event subprocess, then it takes over its scope, and the scope completes after it', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .user('t')
            .end('boom', [error('X')])
            .flows('is', 't')
            .flows('is', 'boom')
            .scope('eventSubProcess', 'rescue', (r) =>
              r
                .start('rs', [error('X')])
                .user('mend')
                .flows('rs', 'mend'),
            ),
        )
        .end('e')
        .flows('s', 'sub', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live().toSorted()).toEqual(['mend', 'rescue', 'sub']);
    instance.complete('mend');
    expect(instance.trace()).toEqual(['s', 'is', 'boom', 'rs', 'mend', 'rescue', 'sub', 'e']);
  });
});

describe('escalations', () => {
  it('given a non-interrupting boundary event, then both go on; without any catcher nothing happens', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .throw('up', [escalation('E')])
            .throw('lost', [escalation('F')])
            .user('t')
            .flows('is', 'up', 'lost', 't'),
        )
        .boundary('b', 'sub', [escalation('E')], { interrupting: false })
        .user('look')
        .flows('s', 'sub')
        .flows('b', 'look'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live().toSorted()).toEqual(['look', 'sub', 't']);
    expect(instance.completed()).toEqual({ s: 1, is: 1, up: 1, lost: 1, b: 1 });
  });

  it('given an interrupting one, then the throwing event has completed and its scope has not', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .throw('up', [escalation('E')])
            .user('t')
            .flows('is', 'up', 't'),
        )
        .boundary('b', 'sub', [escalation()])
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, is: 1, up: 1, b: 1 });
  });

  it('given an escalation a person reports, then the task stays open unless the catcher interrupts', () => {
    const model = (interrupting: boolean) =>
      buildModel('p', (p) =>
        p
          .start('s')
          .user('t')
          .boundary('b', 't', [escalation('E')], { interrupting })
          .task('x')
          .flows('s', 't')
          .flows('b', 'x'),
      );
    for (const interrupting of [true, false]) {
      const instance = SimulatedInstance.start({ models: [model(interrupting)] });
      const taskId = instance.wait('task', 't').id;
      instance.do({ type: 'ThrowFromTask', taskId, kind: 'escalation', code: 'E', variables: {} });
      expect(instance.live()).toEqual(interrupting ? [] : ['t']);
      expect(instance.completed()).toMatchObject({ b: 1, x: 1 });
    }
  });
});

describe('signals', () => {
  it('given catchers in the same tree, then each is triggered once within the step', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .catch('a', [signal('S')])
        .user('t')
        .boundary('b', 't', [signal('S')], { interrupting: false })
        .catch('other', [signal('T')])
        .user('go')
        .end('e', [signal('S')])
        .flows('s', 'f', 'a')
        .flows('f', 't')
        .flows('f', 'other')
        .flows('f', 'go', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('go');
    expect(instance.completed()).toEqual({ s: 1, f: 1, go: 1, e: 1, a: 1, b: 1 });
    expect(instance.live().toSorted()).toEqual(['other', 't']);
  });

  it('given an event subprocess on the signal the last token throws, then the scope lives on in it', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .end('e', [signal('S')])
        .flows('s', 'e')
        .scope('eventSubProcess', 'esp', (q) =>
          q
            .start('es', [signal('S')], { interrupting: false })
            .user('t')
            .flows('es', 't'),
        ),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live().toSorted()).toEqual(['esp', 't']);
    instance.complete('t');
    expect(instance.isEnded).toBe(true);
  });
});

describe('conditions', () => {
  it('given a catch event, when its condition holds already, then it passes at once; else when it becomes true', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .catch('c', [conditional('n > 3')])
        .end('e')
        .flows('s', 'c', 'e'),
    );
    expect(SimulatedInstance.start({ models: [model] }, { n: 5 }).isEnded).toBe(true);
    const waiting = SimulatedInstance.start({ models: [model] }, { n: 1 });
    waiting.setVariables({ n: 2 });
    expect(waiting.isEnded).toBe(false);
    waiting.setVariables({ n: 4 });
    expect(waiting.isEnded).toBe(true);
  });

  it('given a non-interrupting boundary event, then it goes off each time its condition becomes true, not while it stays so', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('b', 't', [conditional('n > 3')], { interrupting: false })
        .flows('s', 't'),
    );
    const instance = SimulatedInstance.start({ models: [model] }, { n: 1 });
    instance.setVariables({ n: 4 });
    instance.setVariables({ n: 5 });
    expect(instance.completed()).toMatchObject({ b: 1 });
    instance.setVariables({ n: 0 });
    instance.setVariables({ n: 9 });
    expect(instance.completed()).toMatchObject({ b: 2 });
  });

  it('given an interrupting event subprocess, when a script inside makes its condition true, then it takes over at once', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .script('set', '9', 'n')
        .user('never')
        .flows('s', 'set', 'never')
        .scope('eventSubProcess', 'esp', (q) =>
          q
            .start('es', [conditional('n > 3')])
            .user('t')
            .flows('es', 't'),
        ),
    );
    const instance = SimulatedInstance.start({ models: [model] }, { n: 1 });
    expect(instance.live().toSorted()).toEqual(['esp', 't']);
  });

  it('given a condition that names its variables, then a change of others is not looked at', () => {
    const named = { ...conditional('n > 3'), variableNames: ['go'] };
    const model = buildModel('p', (p) => p.start('s').catch('c', [named]).flows('s', 'c'));
    const instance = SimulatedInstance.start({ models: [model] }, { n: 1 });
    instance.setVariables({ n: 9 });
    expect(instance.isEnded).toBe(false);
    instance.setVariables({ go: true });
    expect(instance.isEnded).toBe(true);
  });

  it('given a condition that cannot be evaluated, then it does not hold and is no trouble', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .catch('c', [conditional('fail("no")')])
        .flows('s', 'c'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.do({ type: 'EvaluateConditions', processInstanceId: 'root', variables: { a: 1 } });
    expect(instance.live()).toEqual(['c']);
    expect(instance.incidents()).toEqual([]);
  });
});

describe('terminate end event', () => {
  it('given it lies in a subprocess, then only that ends, and completes', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('outside')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .user('t')
            .end('stop', [{ kind: 'terminate' }])
            .flows('is', 't')
            .flows('is', 'stop'),
        )
        .end('e')
        .flows('s', 'sub', 'e')
        .flows('s', 'outside'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live()).toEqual(['outside']);
    expect(instance.completed()).toEqual({ s: 1, is: 1, stop: 1, sub: 1, e: 1 });
  });

  it('given it lies in the process, then everything ends', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) => q.start('is').user('t').flows('is', 't'))
        .user('go')
        .end('stop', [{ kind: 'terminate' }])
        .flows('s', 'sub')
        .flows('s', 'go', 'stop'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('go');
    expect(instance.isEnded).toBe(true);
    expect(instance.events.at(-1)).toMatchObject({ outcome: 'terminated', endNodeId: 'stop' });
    expect(instance.completed()).toEqual({ s: 1, is: 1, go: 1, stop: 1 });
  });
});

describe('links', () => {
  it('given a throw event, then the token goes on at the catch event of that name', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .throw('to', [{ kind: 'link', name: 'L' }])
        .catch('from', [{ kind: 'link', name: 'L' }])
        .end('e')
        .flows('s', 'to')
        .flows('from', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.trace()).toEqual(['s', 'to', 'from', 'e']);
    expect(instance.isEnded).toBe(true);
  });
});

describe('multiple events', () => {
  it('given a multiple catch event, when any happens, then it goes on; a parallel one waits for all', () => {
    const model = (parallelMultiple: boolean) =>
      buildModel('p', (p) =>
        p
          .start('s')
          .catch('c', [message('M'), signal('S'), timer('PT1H')], { parallelMultiple })
          .flows('s', 'c'),
      );
    const any = SimulatedInstance.start({ models: [model(false)] });
    any.send('M', 'c');
    expect(any.isEnded).toBe(true);
    const all = SimulatedInstance.start({ models: [model(true)] });
    all.send('M', 'c', { m: 1 });
    all.fire('c');
    expect(all.isEnded).toBe(false);
    const signalId = all.wait('signal', 'c').id;
    all.do({ type: 'DeliverSignal', subscriptionId: signalId, signalName: 'S', variables: { s: 2 } });
    expect(all.isEnded).toBe(true);
    const set = all.events.filter((event) => event.type === 'VariablesSet').at(-1);
    expect(set).toMatchObject({ variables: { m: 1, s: 2 } });
  });

  it('given a non-interrupting parallel multiple boundary event, then it starts over when all have happened', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('b', 't', [message('M'), message('N')], { parallelMultiple: true, interrupting: false })
        .flows('s', 't'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    for (const name of ['M', 'N', 'M', 'N']) {
      const found = instance.waits().find(({ wait }) => wait.kind === 'message' && wait.name === name);
      instance.do({ type: 'DeliverMessage', subscriptionId: found?.wait.id ?? '', messageName: name, variables: {} });
    }
    expect(instance.completed()).toEqual({ s: 1, b: 2 });
  });

  it('given a multiple throw event, then all its definitions are thrown', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .start('is')
            .end('all', [message('M', [['k', 'key']]), signal('S'), escalation('E')])
            .flows('is', 'all'),
        )
        .boundary('b', 'sub', [escalation('E')], { interrupting: false })
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [model] }, { key: 7 });
    expect(instance.events.find(({ type }) => type === 'MessageThrown')).toMatchObject({
      name: 'M',
      correlation: { k: 7 },
    });
    expect(instance.events.find(({ type }) => type === 'SignalThrown')).toMatchObject({ name: 'S' });
    expect(instance.completed()).toMatchObject({ all: 1, b: 1, sub: 1 });
  });
});

describe('events people take part in', () => {
  it('given a timer drawn with words, then a person names the date and the timer runs until then', () => {
    const by = personWork({ purpose: 'date' });
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .catch('c', [{ kind: 'timer', form: 'ask', words: 'after the holidays', by }])
        .flows('s', 'c'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    const { id: taskId } = instance.wait('task', 'c');
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('ANSWER_MISSING');
    const soon = { type: 'CompleteTask', taskId, variables: {}, date: 'soon' } as const;
    expect(instance.refused(soon).code).toBe('DATE_INVALID');
    instance.do({ ...soon, date: '2026-09-01' });
    expect(instance.wait('timer', 'c').dueAt).toBe('2026-09-01T00:00:00.000Z');
    instance.fire('c');
    expect(instance.isEnded).toBe(true);
  });

  it('given a boundary event a person confirms, then confirming makes it go off', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t')
        .boundary('b', 't', [message('M')], { confirmation: personWork({ purpose: 'confirm' }) })
        .task('x')
        .flows('s', 't')
        .flows('b', 'x'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('b', { word: 1 });
    expect(instance.trace()).toEqual(['s', 'b', 'x']);
  });

  it('given a message a worker sends, then the event completes when the worker has', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .throw('m', [message('M')], { work: jobWork('post') })
        .end('e')
        .flows('s', 'm', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live()).toEqual(['m']);
    instance.work('m', { receipt: 7 });
    expect(instance.isEnded).toBe(true);
    expect(instance.events.map(({ type }) => type)).not.toContain('MessageThrown');
  });
});

describe('message payload', () => {
  it('given a payload, then just that becomes variables', () => {
    const definition = { ...message('M'), payload: [{ source: expr('body.number'), target: 'number' }] };
    const model = buildModel('p', (p) => p.start('s').catch('c', [definition]).user('t').flows('s', 'c', 't'));
    const instance = SimulatedInstance.start({ models: [model] });
    instance.send('M', 'c', { body: { number: 42 }, other: 1 });
    expect(instance.variable('number')).toBe(42);
    expect(instance.variable('other')).toBeUndefined();
  });

  it('given a message that starts an instance, then what it picks is there beside what came', () => {
    const definition = { ...message('M'), payload: [{ source: expr('body.number'), target: 'number' }] };
    const model = buildModel('p', (p) => p.start('m', [definition]).user('t').flows('m', 't'));
    const instance = SimulatedInstance.start({ models: [model] }, { body: { number: 42 } }, 'm');
    expect(instance.variable('number')).toBe(42);
  });
});

describe('compensation', () => {
  it('given two completed activities, then their handlers run in reverse order, once, and the throw event waits', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('a')
        .boundary('ca', 'a', [compensate()], { compensationHandler: 'undoA' })
        .task('b')
        .boundary('cb', 'b', [compensate()], { compensationHandler: 'undoB' })
        .user('undoA', { isForCompensation: true })
        .user('undoB', { isForCompensation: true })
        .throw('undo', [compensate()])
        .throw('again', [compensate()])
        .end('e')
        .flows('s', 'a', 'b', 'undo', 'again', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.live().toSorted()).toEqual(['undo', 'undoB']);
    instance.complete('undoB');
    expect(instance.live().toSorted()).toEqual(['undo', 'undoA']);
    instance.complete('undoA');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({
      s: 1,
      a: 1,
      b: 1,
      undo: 1,
      ca: 1,
      cb: 1,
      undoA: 1,
      undoB: 1,
      again: 1,
      e: 1,
    });
  });

  it('given a completed subprocess, then its handlers see the variables it had', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) =>
          q
            .property('room', 0)
            .start('is')
            .script('book', '7', 'room')
            .boundary('cb', 'book', [compensate()], { compensationHandler: 'cancelRoom' })
            .script('cancelRoom', 'room', 'freed', { isForCompensation: true })
            .flows('is', 'book'),
        )
        .end('undo', [compensate('sub')])
        .flows('s', 'sub', 'undo'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.isEnded).toBe(true);
    const freed = instance.events.find((event) => event.type === 'VariablesSet' && 'freed' in event.variables);
    expect(freed).toMatchObject({ variables: { freed: 7 } });
  });

  it('given one named activity, then only that is compensated', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('a')
        .boundary('ca', 'a', [compensate()], { compensationHandler: 'undoA' })
        .task('b')
        .boundary('cb', 'b', [compensate()], { compensationHandler: 'undoB' })
        .task('undoA', { isForCompensation: true })
        .task('undoB', { isForCompensation: true })
        .end('e', [compensate('a')])
        .flows('s', 'a', 'b', 'e'),
    );
    expect(SimulatedInstance.start({ models: [model] }).completed()).toEqual({
      s: 1,
      a: 1,
      b: 1,
      e: 1,
      ca: 1,
      undoA: 1,
    });
  });
});
