import { describe, expect, it } from '@jest/globals';
import { type Command, localTypesOf, type Variables, visibleTypes } from '#engine';
import { buildModel, expr, message, SimulatedInstance } from '#testkit';

const LONG = { types: { x: 'Long' } };

function started(model: Parameters<typeof buildModel>[1], variables: Variables, declared = {}): SimulatedInstance {
  const instance = new SimulatedInstance({ models: [buildModel('p', model)] });
  instance.do({ type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables, declared });
  return instance;
}

const types = (instance: SimulatedInstance, scopeId = 'root') =>
  instance.state === undefined ? undefined : { ...localTypesOf(instance.state, scopeId) };

function complete(
  instance: SimulatedInstance,
  node: string,
  variables: Variables,
  declared?: Command['type'] | object,
) {
  const taskId = instance.wait('task', node).id;
  return instance.do({
    type: 'CompleteTask',
    taskId,
    variables,
    ...(typeof declared === 'object' && { declared }),
  });
}

describe('declared types', () => {
  it('given a declared type, then it is in the event, in the state and in the rows, until another value comes', () => {
    const instance = started((p) => p.start('s').user('t').user('u').flows('s', 't', 'u'), { x: 5, y: 1 }, LONG);
    expect(instance.events.find(({ type }) => type === 'VariablesSet')).toMatchObject({ types: { x: 'Long' } });
    instance.reload();
    expect(types(instance)).toEqual({ x: 'Long' });
    complete(instance, 't', { x: 6 });
    expect(types(instance)).toEqual({});
  });

  it('given an equal value nobody says anything of, then the type stays; given one declared as telling its own, then it goes', () => {
    const instance = started(
      (p) => p.start('s').user('t').user('u').user('v').flows('s', 't', 'u', 'v'),
      { x: 5 },
      LONG,
    );
    complete(instance, 't', { x: 5 });
    expect(types(instance)).toEqual({ x: 'Long' });
    complete(instance, 'u', { x: 5 }, { types: { x: '' } });
    expect(types(instance)).toEqual({});
  });

  it('given mappings, then a type goes where its value goes unchanged, under whatever name, and nowhere else', () => {
    const instance = started(
      (p) =>
        p
          .start('s')
          .user('t', {
            inputs: [
              { target: 'same', source: { expression: expr('x') } },
              { target: 'more', source: { expression: expr('x + 1') } },
              { target: 'x', source: { literal: 5 } },
            ],
          })
          .flows('s', 't'),
      { x: 5 },
      LONG,
    );
    const scope = instance.waits()[0]?.itemId ?? '';
    expect(types(instance, scope)).toEqual({ same: 'Long' });
    if (instance.state === undefined) throw new Error('Expected a state');
    expect({ ...visibleTypes(instance.state, scope) }).toEqual({ same: 'Long' });
  });

  it('given work whose results wait for an incident to be resolved, then they come with their types', () => {
    const instance = started(
      (p) =>
        p
          .start('s')
          .user('t', { outputs: [{ target: 'r', source: { expression: expr('fail("no")') } }] })
          .user('u')
          .flows('s', 't', 'u'),
      {},
    );
    complete(instance, 't', { x: 5 }, LONG);
    instance.reload();
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    const raised = instance.events.filter((event) => event.type === 'IncidentRaised');
    expect(raised.map((event) => event.types)).toEqual([{ x: 'Long' }, { x: 'Long' }]);
  });

  it('given a parallel multiple event, then what came with its first message keeps its type until the last has come', () => {
    const instance = started(
      (p) =>
        p
          .start('s')
          .catch('c', [message('a'), message('b')], { parallelMultiple: true })
          .user('u')
          .flows('s', 'c', 'u'),
      {},
    );
    const deliver = (name: string, variables: Variables, declared: object) => {
      const waiting = instance.waits().find(({ wait }) => wait.kind === 'message' && wait.name === name);
      const subscriptionId = waiting?.wait.id ?? '';
      instance.do({ type: 'DeliverMessage', subscriptionId, messageName: name, variables, declared });
    };
    deliver('a', { x: 5 }, LONG);
    instance.reload();
    deliver('b', { y: 1 }, { types: { y: 'Short' } });
    expect(types(instance)).toEqual({ x: 'Long', y: 'Short' });
  });

  it('given local and other variables of one name, then each has its own type', () => {
    const instance = started((p) => p.start('s').service('w').user('u').flows('s', 'w', 'u'), { x: 1 });
    const events = instance.do({
      type: 'CompleteJob',
      jobId: instance.wait('job', 'w').id,
      variables: { y: 5 },
      declared: { types: { y: 'Long' } },
      localVariables: { y: 5 },
      localDeclared: { types: { y: 'Short' } },
    });
    expect(events.flatMap((event) => (event.type === 'VariablesSet' ? [event.types] : []))).toEqual([
      { y: 'Short' },
      { y: 'Long' },
    ]);
  });

  it('given a variable named __proto__, then its type is kept like any other', () => {
    const variables = JSON.parse('{"__proto__":5}') as Variables;
    const declared = { types: JSON.parse('{"__proto__":"Long"}') as Record<string, string> };
    const instance = started((p) => p.start('s').user('t').flows('s', 't'), variables, declared);
    instance.reload();
    if (instance.state === undefined) throw new Error('Expected a state');
    expect(Object.entries(localTypesOf(instance.state, 'root'))).toEqual([['__proto__', 'Long']]);
  });
});

describe('transient variables', () => {
  it('given one, then expressions of the step see it, and neither events nor state know it', () => {
    const instance = started(
      (p) =>
        p
          .start('s')
          .user('t', { inputs: [{ target: 'seen', source: { expression: expr('secret + 1') } }] })
          .flows('s', 't'),
      { secret: 41, kept: 1 },
      { transient: ['secret'] },
    );
    expect(instance.variable('seen', instance.waits()[0]?.itemId)).toBe(42);
    expect(instance.variable('secret')).toBeUndefined();
    expect(instance.variable('kept')).toBe(1);
    expect(JSON.stringify(instance.events)).not.toContain('secret');
  });

  it('given one under the name of a variable that is kept, then it hides it for the step only', () => {
    const instance = started(
      (p) =>
        p
          .start('s')
          .user('t', { outputs: [{ target: 'seen', source: { expression: expr('x') } }] })
          .user('u')
          .flows('s', 't', 'u'),
      { x: 1 },
    );
    complete(instance, 't', { x: 2 }, { transient: ['x'] });
    expect([instance.variable('x'), instance.variable('seen')]).toEqual([1, 2]);
  });
});
