import { describe, expect, it } from '@jest/globals';
import type { Modification, ProcessModel } from '#engine';
import { startTriggers, step } from '#engine';
import {
  buildModel,
  conditional,
  createSimulatedContext,
  expr,
  jobWork,
  message,
  multiInstance,
  personWork,
  scriptWork,
  signal,
  SimulatedInstance,
  timer,
} from '#testkit';

const simple = buildModel('p', (p) => p.start('s').user('t').service('w').end('e').flows('s', 't', 'w', 'e'));

describe('starting', () => {
  it('given the name of a start event, then the token begins there, and who started it is known', () => {
    const model = buildModel('p', (p) =>
      p
        .start('plain', [], { initiatorVariable: 'startedBy' })
        .start('called', [message('M')])
        .user('a')
        .user('b')
        .flows('plain', 'a')
        .flows('called', 'b'),
    );
    const instance = new SimulatedInstance({ models: [model] });
    const base = { type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: { x: 1 } } as const;
    instance.do({ ...base, startNodeId: 'called', by: 'anna', businessKey: 'K' });
    expect(instance.live()).toEqual(['b']);
    expect(instance.variable('startedBy')).toBe('anna');
    expect(SimulatedInstance.start({ models: [model] }).live()).toEqual(['a']);
    expect(new SimulatedInstance({ models: [model] }).refused({ ...base, startNodeId: 'x' }).code).toBe(
      'NODE_NOT_FOUND',
    );
    expect(new SimulatedInstance({ models: [model] }).refused({ ...base, startNodeId: 'a' }).code).toBe(
      'START_NOT_POSSIBLE',
    );
  });

  it('given only start events with triggers, then a plain start is refused', () => {
    const model = buildModel('p', (p) =>
      p
        .start('m', [message('M')])
        .user('a')
        .flows('m', 'a'),
    );
    const start = { type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: {} } as const;
    expect(new SimulatedInstance({ models: [model] }).refused(start)).toMatchObject({
      code: 'START_NOT_POSSIBLE',
      elementId: 'p',
    });
  });

  it('given places to start at, then tokens are put there and the scopes around are made', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .scope('subProcess', 'sub', (q) => q.start('is').user('a').user('b').flows('is', 'a', 'b'))
        .user('c')
        .flows('s', 'sub', 'c'),
    );
    const instance = new SimulatedInstance({ models: [model] });
    instance.do({
      type: 'StartInstance',
      processInstanceId: 'root',
      definitionId: 'p',
      variables: {},
      startAt: [
        { nodeId: 'a', after: true },
        { nodeId: 'c', after: false },
      ],
    });
    expect(instance.live().toSorted()).toEqual(['b', 'c', 'sub']);
    const onFlow = new SimulatedInstance({ models: [model] });
    const begun = onFlow.do({
      type: 'StartInstance',
      processInstanceId: 'root',
      definitionId: 'p',
      variables: {},
      startAt: [{ flowId: 'a-b', variables: { x: 1 } }],
    });
    expect(onFlow.live().toSorted()).toEqual(['b', 'sub']);
    expect(begun.filter(({ type }) => type === 'VariablesSet')).toMatchObject([{ variables: { x: 1 } }]);
    instance.complete('b');
    instance.complete('c');
    instance.complete('c');
    expect(instance.isEnded).toBe(true);
  });

  it('given a model, then everything that can start it is listed', () => {
    const model = buildModel('p', (p) =>
      p
        .start('n')
        .start('m', [message('M'), signal('S')])
        .start('t', [timer('R/PT1H')])
        .start('c', [conditional('x > 1')])
        .receive('r', 'R', {}, true)
        .gateway('eventBasedGateway', 'g', { instantiate: true })
        .catch('gm', [message('G')])
        .flows('g', 'gm'),
    );
    const triggers = startTriggers(model, createSimulatedContext({ models: [model] }));
    expect(triggers.map(({ nodeId, kind, name, text }) => [nodeId, kind, name ?? text])).toEqual([
      ['n', 'none', undefined],
      ['m', 'message', 'M'],
      ['m', 'signal', 'S'],
      ['t', 'timer', 'R/PT1H'],
      ['c', 'conditional', undefined],
      ['r', 'message', 'R'],
      ['gm', 'message', 'G'],
    ]);
  });
});

describe('answering what is not open', () => {
  it('given a task that is done, then answering again is refused and changes nothing', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    const { id: taskId } = instance.wait('task', 't');
    instance.complete('t');
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('TASK_NOT_FOUND');
    expect(instance.refused({ type: 'CompleteJob', jobId: taskId, variables: {} }).code).toBe('JOB_NOT_FOUND');
    expect(instance.refused({ type: 'FireTimer', timerId: 'no' }).code).toBe('TIMER_NOT_FOUND');
    expect(instance.refused({ type: 'ResolveIncident', incidentId: 'no' }).code).toBe('INCIDENT_NOT_FOUND');
    const scope = { type: 'SetVariables', scopeId: 'no', variables: {}, local: true } as const;
    expect(instance.refused(scope).code).toBe('SCOPE_NOT_FOUND');
    expect(instance.refused({ type: 'SuspendInstance', processInstanceId: 'no' }).code).toBe('INSTANCE_NOT_FOUND');
    instance.work('w');
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('INSTANCE_NOT_FOUND');
  });

  it('given no state, then only a start is possible; given a state, then a start is not', () => {
    const context = createSimulatedContext({ models: [simple] });
    const early = step(undefined, { type: 'CompleteTask', taskId: 'x', variables: {} }, context);
    expect(early).toMatchObject({ ok: false, rejection: { code: 'INSTANCE_NOT_FOUND' } });
    const instance = SimulatedInstance.start({ models: [simple] });
    const again = { type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: {} } as const;
    expect(instance.refused(again).code).toBe('START_NOT_POSSIBLE');
  });
});

describe('suspending', () => {
  it('given a suspended instance, then nothing moves it until it is resumed', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    const { id: taskId } = instance.wait('task', 't');
    instance.do({ type: 'SuspendInstance', processInstanceId: 'root' });
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('INSTANCE_SUSPENDED');
    instance.setVariables({ still: 'possible' });
    instance.do({ type: 'ResumeInstance', processInstanceId: 'root' });
    instance.complete('t');
    expect(instance.live()).toEqual(['w']);
  });

  it('given a suspended caller, then the process it called stands still, too', () => {
    const caller = buildModel('c', (p) => p.start('cs').call('call', 'p').flows('cs', 'call'));
    const instance = SimulatedInstance.start({ models: [caller, simple] });
    instance.do({ type: 'SuspendInstance', processInstanceId: 'root' });
    const { id: taskId } = instance.wait('task', 't');
    expect(instance.refused({ type: 'CompleteTask', taskId, variables: {} }).code).toBe('INSTANCE_SUSPENDED');
  });
});

describe('cancelling', () => {
  it('given an instance, then everything in it ends and nothing completes', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    instance.do({ type: 'CancelInstance', processInstanceId: 'root', reason: 'withdrawn' });
    expect(instance.isEnded).toBe(true);
    expect(instance.events.at(-1)).toMatchObject({ type: 'InstanceEnded', outcome: 'canceled', reason: 'withdrawn' });
    expect(instance.events.map(({ type }) => type)).toContain('TaskCanceled');
  });
});

describe('incidents', () => {
  it('given a job without retries left, then it waits with one incident, and completing it resolves that', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    instance.complete('t');
    const { id: jobId } = instance.wait('job', 'w');
    instance.do({ type: 'FailJob', jobId, message: 'unreachable' });
    instance.do({ type: 'FailJob', jobId, message: 'unreachable' });
    expect(instance.incidents()).toMatchObject([{ kind: 'job', message: 'unreachable' }]);
    instance.work('w');
    expect(instance.isEnded).toBe(true);
    expect(instance.events.map(({ type }) => type)).toContain('IncidentResolved');
  });

  it('given a job that fails with variables, then they are set with the incident, or alone when it may be tried again', () => {
    for (const retries of [0, 2]) {
      const instance = SimulatedInstance.start({ models: [simple] });
      instance.complete('t');
      const { id: jobId } = instance.wait('job', 'w');
      const found = { variables: { far: 1 }, localVariables: { near: 2 } };
      const seen = instance.events.length;
      instance.do({ type: 'FailJob', jobId, message: 'unreachable', retries, ...found });
      const types = instance.events.slice(seen).map(({ type }) => type);
      expect(types).toEqual(['VariablesSet', 'VariablesSet', ...(retries === 0 ? ['IncidentRaised'] : [])]);
      expect(instance.variable('far')).toBe(1);
      expect(instance.variable('near')).toBeUndefined();
      expect(instance.wait('job', 'w').id).toBe(jobId);
    }
  });

  it('given a suspended instance, then a job may fail with retries left and may not raise an incident', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    instance.complete('t');
    const { id: jobId } = instance.wait('job', 'w');
    instance.do({ type: 'SuspendInstance', processInstanceId: 'root' });
    const failure = { type: 'FailJob', jobId, message: 'unreachable', variables: { far: 1 } } as const;
    expect(instance.refused(failure).code).toBe('INSTANCE_SUSPENDED');
    expect(instance.variable('far')).toBeUndefined();
    instance.do({ ...failure, retries: 1 });
    expect(instance.variable('far')).toBe(1);
    expect(instance.incidents()).toEqual([]);
  });

  it('given an output mapping that fails, then the work is not asked for again when it is retried', () => {
    const outputs = [{ target: 'y', source: { expression: expr('fail(why)') } }];
    const model = buildModel('p', (p) => p.start('s').user('t', { outputs }).end('e').flows('s', 't', 'e'));
    const instance = SimulatedInstance.start({ models: [model] }, { why: 'broken' });
    instance.complete('t', { given: 1 });
    expect(instance.incidents()).toMatchObject([{ kind: 'expression' }]);
    expect(instance.variable('given')).toBeUndefined();
    expect(instance.waits()).toEqual([]);
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.incidents()).toHaveLength(1);
    instance.do({ type: 'CancelInstance', processInstanceId: 'root', reason: 'hopeless' });
    expect(instance.isEnded).toBe(true);
  });

  it('given a script that fails in one branch, then the other branch goes on', () => {
    const model = buildModel('p', (p) =>
      p.start('s').script('bad', 'fail("x")').task('good').flows('s', 'bad').flows('s', 'good'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.completed()).toEqual({ s: 1, good: 1 });
    expect(instance.incidents()).toHaveLength(1);
  });
});

describe('asynchronous continuations', () => {
  it('given asyncBefore and asyncAfter, then the engine is asked to go on, before and after', () => {
    const model = buildModel('p', (p) =>
      p.start('s').script('t', '1', 'x', { asyncBefore: true, asyncAfter: true }).end('e').flows('s', 't', 'e'),
    );
    const instance = SimulatedInstance.start({ models: [model] });
    expect(instance.wait('job', 't').job).toBe('asyncBefore');
    expect(instance.variable('x')).toBeUndefined();
    instance.work('t');
    expect(instance.wait('job', 't').job).toBe('asyncAfter');
    expect(instance.variable('x')).toBe(1);
    instance.work('t');
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, t: 1, e: 1 });
  });
});

describe('variables', () => {
  const scoped = buildModel('p', (p) =>
    p
      .start('s')
      .scope('subProcess', 'sub', (q) =>
        q
          .property('inner', 0)
          .start('is')
          .user('t', { inputs: [{ target: 'local', source: { expression: expr('outer + 1') } }] })
          .flows('is', 't'),
      )
      .user('after')
      .flows('s', 'sub', 'after'),
  );

  it('given results, then each goes to the nearest scope that has its name, else to the process', () => {
    const instance = SimulatedInstance.start({ models: [scoped] }, { outer: 1 });
    const taskItem = instance.waits()[0]?.itemId ?? '';
    expect(instance.variable('local', taskItem)).toBe(2);
    instance.complete('t', { outer: 5, inner: 6, local: 7, fresh: 8 });
    expect(instance.variable('outer')).toBe(5);
    expect(instance.variable('fresh')).toBe(8);
    expect(instance.variable('inner')).toBeUndefined();
    expect(instance.variable('local')).toBeUndefined();
  });

  it('given hostile names, then they are names like any other', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}') as Record<
      string,
      number
    >;
    const model = buildModel('p', (p) =>
      p.start('__proto__').user('constructor').end('toString').flows('__proto__', 'constructor', 'toString'),
    );
    const instance = SimulatedInstance.start({ models: [model] }, hostile);
    expect(instance.variable('constructor')).toBe(1);
    expect(instance.variable('__proto__')).toEqual({ polluted: true });
    instance.complete('constructor', hostile);
    expect(instance.isEnded).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('given a variable removed without saying where, then it is removed where it is known', () => {
    const instance = SimulatedInstance.start(
      { models: [buildModel('p', (p) => p.start('s').user('t').flows('s', 't'))] },
      { a: 1, b: 2 },
    );
    const scopeId = instance.waits()[0]?.itemId ?? '';
    instance.do({ type: 'SetVariables', scopeId, variables: { a: 3 }, local: true });
    instance.do({ type: 'SetVariables', scopeId, variables: {}, remove: ['a', 'b', 'none'], local: false });
    expect([instance.variable('a'), instance.variable('a', scopeId), instance.variable('b')]).toEqual([
      1,
      1,
      undefined,
    ]);
  });

  it('given variables that are removed, then they are gone', () => {
    const instance = SimulatedInstance.start({ models: [simple] }, { a: 1, b: 2 });
    instance.do({ type: 'SetVariables', scopeId: 'root', variables: { c: 3 }, remove: ['a'], local: true });
    expect([instance.variable('a'), instance.variable('b'), instance.variable('c')]).toEqual([undefined, 2, 3]);
  });

  it('given a script and a decision, then their values are the named results', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('x', { work: scriptWork('1 + 1', 'sum') })
        .task('d', {
          work: {
            kind: 'decision',
            decision: { literal: 'fee' },
            binding: { kind: 'latest' },
            resultVariable: 'fee',
            mapping: 'singleEntry',
          },
        })
        .user('u')
        .flows('s', 'x', 'd', 'u'),
    );
    const instance = SimulatedInstance.start({
      models: [model],
      decide: (decision, variables) => ({
        ok: true,
        value: {
          value: null,
          decisionDefinitionId: decision,
          rows: [{ amount: variables['sum'] ?? 0 }],
          evaluations: [],
        },
      }),
    });
    expect(instance.variable('fee')).toBe(2);
    expect(instance.events.map(({ type }) => type)).toContain('DecisionEvaluated');
  });
});

describe('modifying', () => {
  const change = (instance: SimulatedInstance, ...modifications: readonly Modification[]): void => {
    instance.do({ type: 'ModifyInstance', processInstanceId: 'root', modifications });
  };
  const nested = buildModel('p', (p) =>
    p
      .start('s')
      .user('first')
      .scope('subProcess', 'sub', (q) => q.start('is').user('a').user('b').flows('is', 'a', 'b'), {
        loop: multiInstance({ cardinality: { literal: 2 } }),
      })
      .user('last')
      .flows('s', 'first', 'sub', 'last'),
  );

  it('given a token that is moved, then the old task is cancelled and the new one is there', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    change(
      instance,
      { kind: 'cancelAll', nodeId: 't' },
      { kind: 'startBefore', nodeId: 'w', variables: { moved: true } },
    );
    expect(instance.live()).toEqual(['w']);
    expect(instance.variable('moved')).toBe(true);
    change(instance, { kind: 'cancelAll', nodeId: 'w' }, { kind: 'takeFlow', flowId: 't-w', variables: {} });
    expect(instance.live()).toEqual(['w']);
    change(instance, { kind: 'cancelAll', nodeId: 'w' }, { kind: 'startAfter', nodeId: 'w', variables: {} });
    expect(instance.isEnded).toBe(true);
    expect(instance.completed()).toEqual({ s: 1, e: 1 });
  });

  it('given a place inside a scope that does not live, then the scope is made without its own start', () => {
    const instance = SimulatedInstance.start({ models: [nested] });
    change(instance, { kind: 'startBefore', nodeId: 'b', variables: {} }, { kind: 'cancelAll', nodeId: 'first' });
    expect(instance.live().toSorted()).toEqual(['b', 'sub', 'sub']);
    instance.complete('b');
    expect(instance.live()).toEqual(['last']);
  });

  it('given several scopes it could mean, then the ancestor must be named', () => {
    const instance = SimulatedInstance.start({ models: [nested] });
    instance.complete('first');
    const modification = { kind: 'startBefore', nodeId: 'b', variables: {} } as const;
    const refused = instance.refused({
      type: 'ModifyInstance',
      processInstanceId: 'root',
      modifications: [modification],
    });
    expect(refused).toMatchObject({ code: 'MODIFICATION_INVALID', elementId: 'b' });
    const entered = instance.events.filter((event) => event.type === 'ElementEntered' && event.nodeId === 'sub');
    const ancestor = entered.at(-1);
    change(instance, {
      ...modification,
      ancestorId: ancestor?.type === 'ElementEntered' ? ancestor.elementInstanceId : '',
    });
    expect(instance.live().toSorted()).toEqual(['a', 'a', 'b', 'sub', 'sub', 'sub']);
  });

  it('given the last token is cancelled, then the instance is over', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    change(instance, { kind: 'cancelAll', nodeId: 't' });
    expect(instance.isEnded).toBe(true);
  });

  it('given a node that does not exist, then nothing is changed', () => {
    const instance = SimulatedInstance.start({ models: [simple] });
    const modifications = [{ kind: 'startBefore', nodeId: 'x', variables: {} }] as const;
    expect(instance.refused({ type: 'ModifyInstance', processInstanceId: 'root', modifications }).code).toBe(
      'NODE_NOT_FOUND',
    );
  });
});

describe('migrating', () => {
  const before = buildModel('v1', (p) =>
    p
      .start('s')
      .user('t')
      .boundary('b', 't', [timer('PT1H')])
      .end('late')
      .end('e')
      .flows('s', 't', 'e')
      .flows('b', 'late'),
  );
  const after = buildModel('v2', (p) =>
    p
      .start('s')
      .user('renamed')
      .boundary('b2', 'renamed', [timer('PT2H')])
      .user('more')
      .end('late')
      .end('e')
      .flows('s', 'renamed', 'more', 'e')
      .flows('b2', 'late'),
  );
  const migrate = (models: readonly ProcessModel[], mapping: readonly { sourceId: string; targetId: string }[]) => {
    const instance = SimulatedInstance.start({ models });
    return {
      instance,
      command: {
        type: 'MigrateInstance',
        processInstanceId: 'root',
        targetDefinitionId: 'v2',
        mapping: mapping.map((entry) => ({ ...entry, updateTrigger: false })),
        variables: { migrated: true },
      } as const,
    };
  };

  it('given a plan, then the task stays open at its new place and the new way is gone from there', () => {
    const { instance, command } = migrate([before, after], [{ sourceId: 't', targetId: 'renamed' }]);
    const { id } = instance.wait('task', 't');
    instance.do(command);
    expect(instance.wait('task', 'renamed').id).toBe(id);
    expect(instance.wait('timer', 'b2').dueAt).toBe('2026-01-01T10:00:00.000Z');
    instance.complete('renamed');
    expect(instance.live()).toEqual(['more']);
    expect(instance.variable('migrated')).toBe(true);
  });

  it('given a node without a place in the new version, then nothing is changed', () => {
    const { instance, command } = migrate([before, after], []);
    expect(instance.refused(command)).toMatchObject({ code: 'MIGRATION_INVALID', elementId: 't' });
  });

  it('given a place of another kind, then nothing is changed', () => {
    const { instance, command } = migrate([before, after], [{ sourceId: 't', targetId: 'e' }]);
    expect(instance.refused(command).code).toBe('MIGRATION_INVALID');
  });
});

describe('people', () => {
  it('given work with everything computed, then the task says who, what and when', () => {
    const work = personWork({
      assignee: { expression: expr('boss') },
      candidateGroups: [{ literal: 'office, archive' }, { expression: expr('groups') }],
      dueDate: { literal: '2026-02-01' },
      followUpDate: { literal: '2026-01-30' },
      priority: { expression: expr('40 + 2') },
      instruction: 'Read it twice.',
    });
    const model = buildModel('p', (p) => p.start('s').user('t', { name: 'Check', work }).flows('s', 't'));
    const instance = SimulatedInstance.start({ models: [model] }, { boss: 'anna', groups: ['a', 'b'] });
    expect(instance.events.find((event) => event.type === 'TaskCreated')).toMatchObject({
      task: {
        purpose: 'perform',
        name: 'Check',
        assignee: 'anna',
        candidateGroups: ['office', 'archive', 'a', 'b'],
        dueDate: '2026-02-01T23:59:59.999Z',
        followUpDate: '2026-01-30T00:00:00.000Z',
        priority: 42,
        instruction: 'Read it twice.',
      },
    });
  });
});

describe('deadlines of people', () => {
  it('given a due date that is none, then the case stops there with an incident and no task is made', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .user('t', { work: personWork({ dueDate: { literal: 'bald' } }) })
        .flows('s', 't'),
    );
    const { events } = SimulatedInstance.start({ models: [model] });
    expect(events.find((event) => event.type === 'IncidentRaised')).toMatchObject({ nodeId: 't', kind: 'expression' });
    expect(events.some((event) => event.type === 'TaskCreated')).toBe(false);
  });
});

describe('jobs with a result variable', () => {
  const model = buildModel('p', (p) =>
    p
      .start('s')
      .service('ask', { work: jobWork('http', { performer: 'connector', resultVariable: 'answer' }) })
      .user('next')
      .flows('s', 'ask', 'next'),
  );

  it('given what the work answers, then it is the value of that variable and nothing else is set', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    instance.work('ask', { status: 200, body: 'x' });
    expect(instance.variable('answer')).toEqual({ status: 200, body: 'x' });
    expect(instance.variable('status')).toBeUndefined();
  });

  it('given a worker that names the variable itself, then its value is what it says', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    instance.work('ask', { answer: 7, more: 1 });
    expect([instance.variable('answer'), instance.variable('more')]).toEqual([7, 1]);
  });

  it('given a worker that answers nothing, then the variable is not set', () => {
    const instance = SimulatedInstance.start({ models: [model] });
    instance.work('ask');
    expect(instance.variable('answer')).toBeUndefined();
  });
});
