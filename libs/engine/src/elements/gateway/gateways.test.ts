import { describe, expect, it } from '@jest/globals';
import {
  buildModel,
  conditional,
  expr,
  message,
  multiInstance,
  personWork,
  signal,
  SimulatedInstance,
  timer,
} from '#testkit';

const question = (gatewayId: string, multiple: boolean, ...targets: string[]) => ({
  question: {
    gatewayId,
    text: `${gatewayId}?`,
    multiple,
    answers: targets.map((target) => ({ flowId: `${gatewayId}-${target}`, label: target })),
  },
  own: personWork({ purpose: 'decide' }),
});

describe('exclusive gateway', () => {
  const model = buildModel('p', (p) =>
    p
      .start('s')
      .gateway('exclusiveGateway', 'x', { defaultFlow: 'x-c' })
      .task('a')
      .task('b')
      .task('c')
      .flows('s', 'x')
      .flow('x', 'a', 'n > 5')
      .flow('x', 'b', 'n > 3')
      .flow('x', 'c'),
  );

  it.each([
    [7, 'a'],
    [4, 'b'],
    [1, 'c'],
  ])('given %d, when several conditions could hold, then the first takes the token to %s', (n, target) => {
    const instance = SimulatedInstance.start({ models: [model] }, { n });
    expect(instance.trace()).toEqual(['s', 'x', target]);
    expect(instance.isEnded).toBe(true);
  });

  it('given no default, when no condition holds, then an incident waits until the data is right', () => {
    const strict = buildModel('p', (p) =>
      p.start('s').gateway('exclusiveGateway', 'x').task('a').flows('s', 'x').flow('x', 'a', 'ok'),
    );
    const instance = SimulatedInstance.start({ models: [strict] });
    expect(instance.incidents()).toMatchObject([{ kind: 'noFlow' }]);
    instance.setVariables({ ok: true });
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'x', 'a']);
  });

  it('given a question nobody was asked, then a decision task appears and its answer chooses', () => {
    const asking = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('exclusiveGateway', 'x', { decision: question('x', false, 'a', 'b') })
        .user('a')
        .user('b')
        .flows('s', 'x', 'a')
        .flows('x', 'b'),
    );
    const instance = SimulatedInstance.start({ models: [asking] });
    const { id: taskId } = instance.wait('task', 'x');
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('ANSWER_MISSING');
    const wrong = { type: 'CompleteTask', taskId, variables: {}, answers: { x: ['x-c'] } } as const;
    expect(instance.refused(wrong).code).toBe('ANSWER_UNKNOWN');
    const both = { type: 'CompleteTask', taskId, variables: {}, answers: { x: ['x-a', 'x-b'] } } as const;
    expect(instance.refused(both).code).toBe('ANSWER_UNKNOWN');
    instance.complete('x', {}, { x: ['x-b'] });
    expect(instance.live()).toEqual(['b']);
  });

  it('given an answer that has been used up, then the work after it says the same from memory and from its rows', () => {
    const asking = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('exclusiveGateway', 'x', { decision: question('x', false, 'a', 'b') })
        .user('a')
        .user('b')
        .end('e')
        .flows('s', 'x', 'a', 'e')
        .flows('x', 'b'),
    );
    const instance = SimulatedInstance.start({ models: [asking] });
    instance.complete('x', {}, { x: ['x-a'] });
    const events = [...instance.events];
    instance.complete('a');
    const taken = instance.events.slice(events.length).filter(({ type }) => type === 'FlowTaken');
    expect(taken).toEqual([expect.not.objectContaining({ answers: expect.anything() })]);
    expect(instance.isEnded).toBe(true);
  });

  it('given the answer of the step before, then it travels over a script to the gateway and is used once', () => {
    const asks = [question('x', false, 'again', 'end').question];
    const looping = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', { work: personWork({ asks }) })
        .script('between', '1', 'y')
        .gateway('exclusiveGateway', 'x', { decision: question('x', false, 'again', 'end') })
        .task('again')
        .end('end')
        .flows('s', 't', 'between', 'x', 'again', 'x')
        .flows('x', 'end'),
    );
    const instance = SimulatedInstance.start({ models: [looping] });
    instance.complete('t', {}, { x: ['x-again'] });
    expect(instance.trace()).toEqual(['s', 't', 'between', 'x', 'again']);
    expect(instance.wait('task', 'x').purpose).toBe('decide');
    instance.complete('x', {}, { x: ['x-end'] });
    expect(instance.isEnded).toBe(true);
  });
});

describe('parallel gateway', () => {
  const forkJoin = buildModel('p', (p) =>
    p
      .start('s')
      .gateway('parallelGateway', 'f')
      .user('a')
      .user('b')
      .gateway('parallelGateway', 'j')
      .end('e')
      .flows('s', 'f', 'a', 'j', 'e')
      .flows('f', 'b', 'j'),
  );

  it('given two branches, when both have come, then it completes once', () => {
    const instance = SimulatedInstance.start({ models: [forkJoin] });
    instance.complete('b');
    expect(instance.live().toSorted()).toEqual(['a', 'j']);
    instance.complete('a');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, f: 1, a: 1, b: 1, j: 1, e: 1 });
  });

  it('given two tokens on one flow, then the second waits for the next round', () => {
    const twice = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .gateway('exclusiveGateway', 'm')
        .user('b')
        .gateway('parallelGateway', 'j')
        .end('e')
        .flows('s', 'f', 'm', 'j', 'e')
        .flows('f', 'm')
        .flows('f', 'b', 'j'),
    );
    const instance = SimulatedInstance.start({ models: [twice] });
    expect(instance.completed()).toEqual({ s: 1, f: 1, m: 2 });
    instance.complete('b');
    expect(instance.completed()).toEqual({ s: 1, f: 1, m: 2, b: 1, j: 1, e: 1 });
    expect(instance.live()).toEqual(['j']);
    expect(instance.isEnded).toBe(false);
  });
});

describe('inclusive gateway', () => {
  const block = buildModel('p', (p) =>
    p
      .start('s')
      .gateway('inclusiveGateway', 'f', { defaultFlow: 'f-c' })
      .user('a')
      .user('b')
      .user('c')
      .gateway('inclusiveGateway', 'j')
      .end('e')
      .flows('s', 'f')
      .flow('f', 'a', 'a')
      .flow('f', 'b', 'b')
      .flow('f', 'c')
      .flows('a', 'j', 'e')
      .flows('b', 'j')
      .flows('c', 'j'),
  );

  it('given two of three branches, then the join waits for both and completes once', () => {
    const instance = SimulatedInstance.start({ models: [block] }, { a: true, b: true });
    instance.complete('a');
    expect(instance.live().toSorted()).toEqual(['b', 'j']);
    instance.complete('b');
    expect(instance.completed()).toEqual({ s: 1, f: 1, a: 1, b: 1, j: 1, e: 1 });
  });

  it('given no condition that holds, then the default flow is taken', () => {
    const instance = SimulatedInstance.start({ models: [block] });
    expect(instance.live()).toEqual(['c']);
    instance.complete('c');
    expect(instance.isEnded).toBe(true);
  });

  it('given several answers of a person, then all are taken', () => {
    const asking = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('inclusiveGateway', 'x', { decision: question('x', true, 'a', 'b', 'c') })
        .user('a')
        .user('b')
        .user('c')
        .flows('s', 'x', 'a')
        .flows('x', 'b')
        .flows('x', 'c'),
    );
    const instance = SimulatedInstance.start({ models: [asking] });
    instance.complete('x', {}, { x: ['x-a', 'x-c'] });
    expect(instance.live().toSorted()).toEqual(['a', 'c']);
  });

  it('given a loop back before the join, when a token can only come over an occupied flow, then it does not wait', () => {
    // f splits to j directly and to t; from t one can go back to u, which leads to the flow that has its token.
    const loop = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .gateway('exclusiveGateway', 'u')
        .user('t')
        .gateway('inclusiveGateway', 'j')
        .user('after')
        .gateway('exclusiveGateway', 'x')
        .flows('s', 'f', 'u', 'j', 'after', 'x')
        .flows('f', 't', 'u')
        .flow('x', 'j', 'again')
        .end('e')
        .flow('x', 'e', 'not(again)'),
    );
    const instance = SimulatedInstance.start({ models: [loop] });
    expect(instance.live().toSorted()).toEqual(['after', 't']);
    instance.complete('t');
    instance.complete('after', { again: false });
    instance.complete('after', { again: false });
    expect(instance.completed()).toMatchObject({ j: 2, e: 2 });
    expect(instance.isEnded).toBe(true);
  });

  it('given two joins in a circle that can each still reach the other, then both wait, as the definition says', () => {
    const circle = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .gateway('inclusiveGateway', 'j')
        .gateway('inclusiveGateway', 'k')
        .gateway('exclusiveGateway', 'x')
        .end('e')
        .flows('s', 'f', 'j', 'k', 'x')
        .flows('f', 'k')
        .flow('x', 'j', 'n < 1')
        .flow('x', 'e', 'n >= 1'),
    );
    const instance = SimulatedInstance.start({ models: [circle] }, { n: 1 });
    expect(instance.live().toSorted()).toEqual(['j', 'k']);
  });

  it('given a boundary event on the way, when it takes the token elsewhere, then the join stops waiting', () => {
    const withBoundary = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .user('a')
        .user('b')
        .boundary('late', 'b', [timer('PT1H')])
        .end('given up')
        .gateway('inclusiveGateway', 'j')
        .end('e')
        .flows('s', 'f', 'a', 'j', 'e')
        .flows('f', 'b', 'j')
        .flows('late', 'given up'),
    );
    const instance = SimulatedInstance.start({ models: [withBoundary] });
    instance.complete('a');
    expect(instance.live().toSorted()).toEqual(['b', 'j']);
    instance.fire('late');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ j: 1, e: 1, late: 1, 'given up': 1 });
  });

  it('given that only a boundary event leads to the join, then the join waits for the activity', () => {
    const overBoundary = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .user('b')
        .boundary('late', 'b', [timer('PT1H')])
        .end('done')
        .gateway('inclusiveGateway', 'j')
        .end('e')
        .flows('s', 'f', 'j', 'e')
        .flows('f', 'b', 'done')
        .flows('late', 'j'),
    );
    const instance = SimulatedInstance.start({ models: [overBoundary] });
    expect(instance.live().toSorted()).toEqual(['b', 'j']);
    instance.fire('late');
    expect(instance.completed()).toMatchObject({ j: 1, e: 1 });
    expect(instance.isEnded).toBe(true);
  });
});

describe('complex gateway', () => {
  const discriminator = (activationCondition: string) =>
    buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .user('a')
        .user('b')
        .user('c')
        .gateway('complexGateway', 'j', { activationCondition: expr(activationCondition) })
        .user('after')
        .end('e')
        .flows('s', 'f', 'a', 'j', 'after', 'e')
        .flows('f', 'b', 'j')
        .flows('f', 'c', 'j'),
    );

  it('given two of three, when the second comes, then it fires; the third is swallowed', () => {
    const instance = SimulatedInstance.start({ models: [discriminator('activationCount >= 2')] });
    instance.complete('a');
    expect(instance.live().toSorted()).toEqual(['b', 'c', 'j']);
    instance.complete('b');
    expect(instance.live().toSorted()).toEqual(['after', 'c', 'j']);
    instance.complete('after');
    expect(instance.isEnded).toBe(false);
    instance.complete('c');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toMatchObject({ j: 1, after: 1, e: 1 });
  });

  it('given a condition on flows, then it tells which have a token', () => {
    const ids = discriminator('ready');
    const flows = ids.flows.map((flow) => (flow.target === 'j' ? { ...flow, id: `from_${flow.source}` } : flow));
    const renamed = {
      ...ids,
      flows,
      nodes: ids.nodes.map((node) => ({
        ...node,
        incoming: flows.filter((flow) => flow.target === node.id).map((flow) => flow.id),
        outgoing: flows.filter((flow) => flow.source === node.id).map((flow) => flow.id),
        ...(node.type === 'complexGateway' && { activationCondition: expr('from_a > 0 and from_c > 0') }),
      })),
    };
    const instance = SimulatedInstance.start({ models: [renamed] });
    instance.complete('a');
    instance.complete('b');
    expect(instance.live().toSorted()).toEqual(['c', 'j']);
    instance.complete('c');
    expect(instance.live()).toEqual(['after']);
  });

  it('given a reset, when the same flows bring tokens again, then it fires again', () => {
    const again = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('exclusiveGateway', 'm')
        .gateway('parallelGateway', 'f')
        .user('a')
        .user('b')
        .gateway('complexGateway', 'j', { activationCondition: expr('activationCount >= 1') })
        .user('t')
        .gateway('exclusiveGateway', 'x')
        .end('e')
        .flows('s', 'm', 'f', 'a', 'j', 't', 'x')
        .flows('f', 'b', 'j')
        .flow('x', 'm', 'again')
        .flow('x', 'e', 'not(again)'),
    );
    const instance = SimulatedInstance.start({ models: [again] });
    instance.complete('b');
    instance.complete('a');
    instance.complete('t', { again: true });
    instance.complete('a');
    expect(instance.completed()).toMatchObject({ j: 2, t: 1 });
    instance.complete('b');
    instance.complete('t', { again: false });
    expect(instance.isEnded).toBe(true);
  });

  it('given a flow whose condition looks at waitingForStart, then it is taken on reset', () => {
    const phases = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('parallelGateway', 'f')
        .user('a')
        .user('b')
        .gateway('complexGateway', 'j', { activationCondition: expr('activationCount = 1') })
        .task('first')
        .task('rest')
        .flows('s', 'f', 'a', 'j')
        .flows('f', 'b', 'j')
        .flow('j', 'first', 'waitingForStart')
        .flow('j', 'rest', 'not(waitingForStart)'),
    );
    const instance = SimulatedInstance.start({ models: [phases] });
    instance.complete('a');
    expect(instance.completed()).toMatchObject({ first: 1 });
    instance.complete('b');
    expect(instance.completed()).toMatchObject({ first: 1, rest: 1 });
    expect(instance.isEnded).toBe(true);
  });

  it('given a split, then all conditions that hold are followed', () => {
    const split = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('complexGateway', 'x')
        .task('a')
        .task('b')
        .flows('s', 'x')
        .flow('x', 'a', 'n > 1')
        .flow('x', 'b', 'n > 2'),
    );
    expect(SimulatedInstance.start({ models: [split] }, { n: 3 }).trace()).toEqual(['s', 'x', 'a', 'b']);
  });
});

describe('event-based gateway', () => {
  const deferred = buildModel('p', (p) =>
    p
      .start('s')
      .gateway('eventBasedGateway', 'g')
      .catch('m', [message('M')])
      .catch('t', [timer('PT1H')])
      .catch('c', [conditional('late')])
      .catch('n', [signal('N')])
      .receive('r', 'R')
      .flows('s', 'g', 'm')
      .flows('g', 't')
      .flows('g', 'c')
      .flows('g', 'n')
      .flows('g', 'r'),
  );

  it('given five events, when the first happens, then the others are forgotten', () => {
    const instance = SimulatedInstance.start({ models: [deferred] });
    expect(instance.waits()).toHaveLength(5);
    instance.send('M', 'm', { from: 'message' });
    expect(instance.isEnded).toBe(true);
    expect(instance.trace()).toEqual(['s', 'g', 'm']);
  });

  it('given a receive task behind it, then its message completes it', () => {
    const instance = SimulatedInstance.start({ models: [deferred] });
    instance.send('R', 'r');
    expect(instance.trace()).toEqual(['s', 'g', 'r']);
  });

  it('given a condition behind it, when it becomes true, then it is taken', () => {
    const instance = SimulatedInstance.start({ models: [deferred] });
    instance.setVariables({ late: true });
    expect(instance.trace()).toEqual(['s', 'g', 'c']);
  });

  it('given an instantiating one in parallel mode, then the instance waits for the other event, too', () => {
    const parallel = buildModel('p', (p) =>
      p
        .gateway('eventBasedGateway', 'g', { instantiate: true, mode: 'parallel' })
        .catch('m', [message('M')])
        .catch('n', [message('N')])
        .end('e')
        .flows('g', 'm', 'e')
        .flows('g', 'n', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [parallel] }, {}, 'n');
    expect(instance.trace()).toEqual(['n', 'e']);
    expect(instance.isEnded).toBe(false);
    instance.send('M', 'm');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ g: 1, m: 1, n: 1, e: 2 });
  });

  it('given an instantiating one in exclusive mode, then the event that started it is the one', () => {
    const exclusive = buildModel('p', (p) =>
      p
        .gateway('eventBasedGateway', 'g', { instantiate: true })
        .catch('m', [message('M')])
        .catch('n', [message('N')])
        .flows('g', 'm')
        .flows('g', 'n'),
    );
    const instance = SimulatedInstance.start({ models: [exclusive] }, {}, 'm');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ g: 1, m: 1 });
  });
});

describe('flows without a gateway', () => {
  it('given conditional flows out of an activity, then all that hold are taken, and the default only without one', () => {
    const implicit = buildModel('p', (p) =>
      p
        .start('s')
        .task('t', { defaultFlow: 't-c' })
        .task('a')
        .task('b')
        .task('c')
        .flows('s', 't')
        .flow('t', 'a', 'n > 1')
        .flow('t', 'b', 'n > 2')
        .flow('t', 'c'),
    );
    expect(SimulatedInstance.start({ models: [implicit] }, { n: 3 }).trace()).toEqual(['s', 't', 'a', 'b']);
    expect(SimulatedInstance.start({ models: [implicit] }, { n: 0 }).trace()).toEqual(['s', 't', 'c']);
  });

  it('given an uncontrolled merge, then every token runs on by itself', () => {
    const merge = buildModel('p', (p) =>
      p.start('s').task('t').task('u').task('v').end('e').flows('s', 't', 'v', 'e').flows('s', 'u', 'v'),
    );
    expect(SimulatedInstance.start({ models: [merge] }).completed()).toEqual({ s: 1, t: 1, u: 1, v: 2, e: 2 });
  });

  it('given no start event, then every node no flow leads to starts', () => {
    const implicit = buildModel('p', (p) => p.task('a').task('b').end('e').flows('a', 'e').flows('b', 'e'));
    expect(SimulatedInstance.start({ models: [implicit] }).completed()).toEqual({ a: 1, b: 1, e: 2 });
  });

  it('given start and completion quantities, then tokens are gathered and multiplied', () => {
    const quantities = buildModel('p', (p) =>
      p
        .start('s')
        .task('many', { completionQuantity: 4 })
        .task('pairs', { startQuantity: 2 })
        .end('e')
        .flows('s', 'many', 'pairs', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [quantities] });
    expect(instance.completed()).toEqual({ s: 1, many: 1, pairs: 2, e: 2 });
    expect(instance.isEnded).toBe(true);
  });

  it('given a start quantity of zero, then it is an incident', () => {
    const none = buildModel('p', (p) => p.start('s').task('t', { startQuantity: 0 }).flows('s', 't'));
    expect(SimulatedInstance.start({ models: [none] }).incidents()).toMatchObject([{ kind: 'model' }]);
  });

  it('given a loop without any wait, then it stops as an incident instead of running for ever', () => {
    const endless = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('exclusiveGateway', 'm')
        .gateway('exclusiveGateway', 'x')
        .end('e')
        .flows('s', 'm', 'x')
        .flow('x', 'e', 'out')
        .flow('x', 'm', 'not(out)'),
    );
    const instance = new SimulatedInstance({ models: [endless] });
    instance.do({ type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: {} });
    expect(instance.incidents()).toMatchObject([{ kind: 'limit' }]);
    instance.setVariables({ out: true });
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.isEnded).toBe(true);
  });

  it('given a fork that leads back to itself, then one incident stands where it began, and nothing else has happened', () => {
    const forking = buildModel('p', (p) =>
      p
        .start('s')
        .gateway('exclusiveGateway', 'm')
        .gateway('parallelGateway', 'f')
        .user('t')
        .end('e')
        .flows('s', 'm', 'f', 'm')
        .flow('f', 'm', undefined, 'again')
        .flows('f', 't', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [forking] });
    expect(instance.incidents()).toMatchObject([{ kind: 'limit' }]);
    expect(instance.events.filter(({ type }) => type === 'TaskCreated')).toEqual([]);
    expect(instance.events.length).toBeLessThan(10);
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.incidents()).toMatchObject([{ kind: 'limit' }]);
  });

  it('given a loop of many nodes, then it stops, too, and other branches of the step go on in a transaction of their own', () => {
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const wide = buildModel('p', (p) => {
      p.start('s').gateway('parallelGateway', 'f').user('t').gateway('exclusiveGateway', 'm').end('e');
      for (const name of names) p.script(name, '1');
      return p.flows('s', 'f', 'm', ...names, 'm').flows('f', 't', 'e');
    });
    const instance = SimulatedInstance.start({ models: [wide] });
    expect(instance.incidents()).toMatchObject([{ kind: 'limit' }]);
    expect(instance.wait('job', 't')).toBeDefined();
    expect(instance.events.length).toBeLessThan(150);
  });
});

describe('joins inside a multi-instance', () => {
  it('given one join for each instance, then tokens of different instances never meet', () => {
    const inner = buildModel('p', (p) =>
      p
        .start('s')
        .scope(
          'subProcess',
          'sub',
          (q) =>
            q
              .start('is')
              .gateway('parallelGateway', 'f')
              .user('a')
              .user('b')
              .gateway('parallelGateway', 'j')
              .flows('is', 'f', 'a', 'j')
              .flows('f', 'b', 'j'),
          { loop: multiInstance({ cardinality: { literal: 2 } }) },
        )
        .flows('s', 'sub'),
    );
    const instance = SimulatedInstance.start({ models: [inner] });
    const tasks = instance.waits().filter(({ wait }) => wait.nodeId === 'a');
    for (const { wait } of tasks) instance.do({ type: 'CompleteTask', taskId: wait.id, variables: {} });
    expect(instance.completed()).toMatchObject({ a: 2 });
    expect(instance.completed()).not.toHaveProperty('j');
    instance.complete('b');
    instance.complete('b');
    expect(instance.completed()).toMatchObject({ j: 2, sub: 2 });
    expect(instance.isEnded).toBe(true);
  });
});
