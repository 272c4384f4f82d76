import { describe, expect, it } from '@jest/globals';
import type { EventDefinition, ProcessModel, Question } from '#engine';
import { buildModel, expr, message, type ModelBuilder, personWork, SimulatedInstance, timer } from '#testkit';

const version = (id: string, build: (p: ModelBuilder) => unknown): ProcessModel => buildModel(id, build);

function migrated(before: ProcessModel, after: ProcessModel, ...mapping: readonly (readonly [string, string])[]) {
  const instance = SimulatedInstance.start({ models: [before, after] });
  const command = {
    type: 'MigrateInstance',
    processInstanceId: 'root',
    targetDefinitionId: after.id,
    mapping: mapping.map(([sourceId, targetId]) => ({ sourceId, targetId, updateTrigger: false })),
    variables: {},
  } as const;
  return { instance, command };
}

describe('events of a migrated instance', () => {
  const watched = (id: string, event: EventDefinition) =>
    version(id, (p) =>
      p.start('s').user('t').boundary('b', 't', [event]).end('late').end('e').flows('s', 't', 'e').flows('b', 'late'),
    );

  it('given a boundary event that waits for something else in the new version, then the old wait is closed and the new one open', () => {
    const { instance, command } = migrated(watched('v1', timer('PT1H')), watched('v2', message('news')));
    instance.do(command);
    expect(instance.wait('message', 'b').name).toBe('news');
    expect(() => instance.wait('timer', 'b')).toThrow();
  });

  it('given an event the case stands at and that is another kind in the new version, then nothing is changed', () => {
    const waiting = (id: string, event: EventDefinition) =>
      version(id, (p) => p.start('s').catch('w', [event]).end('e').flows('s', 'w', 'e'));
    const { instance, command } = migrated(waiting('v1', timer('PT1H')), waiting('v2', message('news')));
    expect(instance.refused(command)).toMatchObject({ code: 'MIGRATION_INVALID', elementId: 'w' });
  });

  it('given an event-based gateway with one more branch in the new version, then that is waited for, too, and can be taken', () => {
    const asking = (id: string, more: boolean) =>
      version(id, (p) => {
        p.start('s')
          .gateway('eventBasedGateway', 'g')
          .catch('reply', [message('reply')])
          .user('read');
        p.flows('s', 'g', 'reply', 'read');
        if (more)
          p.catch('late', [timer('PT1H')])
            .user('remind')
            .flows('g', 'late', 'remind');
      });
    const { instance, command } = migrated(asking('v1', false), asking('v2', true));
    const { id } = instance.wait('message', 'reply');
    instance.do(command);
    expect(instance.wait('message', 'reply').id).toBe(id);
    instance.fire('late');
    expect(instance.live()).toEqual(['remind']);
  });

  it('given an event subprocess only the new version has, then it can start; one both have goes on waiting as before', () => {
    const withHelp = (id: string, ...names: readonly string[]) =>
      version(id, (p) => {
        p.start('s').user('t').flows('s', 't');
        for (const name of names) {
          p.scope('eventSubProcess', name, (inner) =>
            inner
              .start(`${name}Start`, [message(name)], { interrupting: false })
              .user(`${name}Task`)
              .flows(`${name}Start`, `${name}Task`),
          );
        }
      });
    const { instance, command } = migrated(withHelp('v1', 'old'), withHelp('v2', 'old', 'extra'));
    const { id } = instance.wait('message', 'oldStart');
    instance.do(command);
    expect(instance.wait('message', 'oldStart').id).toBe(id);
    instance.send('extra', 'extraStart');
    expect(instance.live()).toEqual(expect.arrayContaining(['t', 'extraTask']));
  });
});

describe('joins of a migrated instance', () => {
  const joining = (id: string, branches: readonly string[]) =>
    version(id, (p) => {
      p.start('s')
        .gateway('parallelGateway', 'fork')
        .gateway('parallelGateway', 'join')
        .user('after')
        .flows('s', 'fork');
      for (const branch of branches) p.user(branch).flows('fork', branch, 'join');
      p.flows('join', 'after');
    });

  it('given a token that came over a flow the new version calls otherwise, then the join still waits for the other only', () => {
    const { instance, command } = migrated(joining('v1', ['a', 'b']), joining('v2', ['a', 'b2']), ['b', 'b2']);
    instance.complete('b');
    instance.do(command);
    instance.complete('a');
    expect(instance.live()).toEqual(['after']);
  });

  it('given a join of fewer flows in the new version, then what waits there is not moved', () => {
    const { instance, command } = migrated(joining('v1', ['a', 'b', 'c']), joining('v2', ['a', 'b']));
    instance.complete('c');
    expect(instance.refused(command)).toMatchObject({ code: 'MIGRATION_INVALID', elementId: 'join' });
  });
});

describe('tasks of a migrated instance', () => {
  const question = (flows: readonly (readonly [string, string])[]): Question => ({
    gatewayId: 'g',
    text: 'Complete?',
    multiple: false,
    answers: flows.map(([flowId, label]) => ({ flowId, label })),
  });
  const asking = (id: string, name: string, answers: readonly (readonly [string, string])[], form?: string) => {
    const asked = question(answers.map(([target, label]) => [`g-${target}`, label]));
    const work = personWork({
      asks: [asked],
      instruction: `How in ${id}`,
      ...(form !== undefined && { formKey: { literal: form } }),
    });
    return version(id, (p) => {
      p.start('s')
        .user('t', { name, work })
        .gateway('exclusiveGateway', 'g', { decision: { question: asked, own: personWork() } });
      p.flows('s', 't', 'g');
      for (const [target] of answers) p.user(target).flows('g', target);
    });
  };
  const [yes, no, later] = [
    ['y', 'Yes'],
    ['n', 'No'],
    ['l', 'Later'],
  ] as const;

  it('given other words, another form and another answer in the new version, then the open task has them and the answer counts', () => {
    const { instance, command } = migrated(asking('v1', 'Check', [yes, no], 'old'), asking('v2', 'Look', [yes, later]));
    const { id } = instance.wait('task', 't');
    const events = instance.do(command);
    expect(events.find((event) => event.type === 'TaskRenewed')).toMatchObject({
      taskId: id,
      task: {
        name: 'Look',
        instruction: 'How in v2',
        formKey: null,
        asks: [{ answers: [{ label: 'Yes' }, { label: 'Later' }] }],
      },
    });
    instance.complete('t', {}, { g: ['g-l'] });
    expect(instance.live()).toEqual(['l']);
  });

  it('given a form that depends on data, then the task keeps the one it has', () => {
    const computed = version('v2', (p) =>
      p
        .start('s')
        .user('t', { work: personWork({ formKey: { expression: expr('form') } }) })
        .flows('s', 't'),
    );
    const { instance, command } = migrated(asking('v1', 'Check', [yes], 'old'), computed);
    const renewed = instance.do(command).find((event) => event.type === 'TaskRenewed');
    expect(renewed?.task).not.toHaveProperty('formKey');
  });
});
