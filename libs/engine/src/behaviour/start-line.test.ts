import { describe, expect, it } from '@jest/globals';
import { buildModel, message, signal, SimulatedInstance } from '#testkit';

const throwing = (definition = message('again')) =>
  buildModel('p', (p) =>
    p
      .start('s')
      .throw('t', [definition])
      .user('u')
      .throw('later', [definition])
      .end('e')
      .flows('s', 't', 'u', 'later', 'e'),
  );

/** Started as the relay starts what a message or signal of an instance has asked for. */
function startInLine(startedInLine: number, definition = message('again')): SimulatedInstance {
  const instance = new SimulatedInstance({ models: [throwing(definition)] });
  instance.do({ type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: {}, startedInLine });
  return instance;
}
const thrown = (instance: SimulatedInstance) =>
  instance.events.flatMap((event) =>
    event.type === 'MessageThrown' || event.type === 'SignalThrown' ? [event.startedInLine] : [],
  );

describe('a line of instances that start each other', () => {
  it.each([
    ['message', message('again')],
    ['signal', signal('again')],
  ])('given a short line, when a %s is thrown, then it carries the line on', (_kind, definition) => {
    expect(thrown(startInLine(7, definition))).toEqual([7]);
    expect(thrown(SimulatedInstance.start({ models: [throwing(definition)] }))).toEqual([undefined]);
  });

  it.each([
    ['message', message('again')],
    ['signal', signal('again')],
  ])('given a line of a thousand, when a %s is to be thrown, then one incident stops it', (_kind, definition) => {
    expect(thrown(startInLine(999, definition))).toEqual([999]);
    const stopped = startInLine(1000, definition);
    expect(thrown(stopped)).toEqual([]);
    expect(stopped.incidents()).toMatchObject([{ kind: 'limit' }]);
  });

  it('given a line that was stopped, when somebody resolves the incident, then it goes on as a new one', () => {
    const instance = startInLine(1000);
    instance.do({ type: 'ResolveIncident', incidentId: instance.incidents()[0]?.id ?? '' });
    expect(instance.incidents()).toEqual([]);
    expect(thrown(instance)).toEqual([undefined]);
  });

  it('given an instance of a line that has waited for somebody, then what it throws begins a new one', () => {
    const instance = startInLine(999);
    instance.complete('u');
    expect(thrown(instance)).toEqual([999, undefined]);
    expect(instance.isEnded).toBe(true);
  });

  it('given an instance of a line that goes on by itself in a transaction of its own, then the line goes on', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .task('a', { asyncBefore: true })
        .throw('t', [message('again')])
        .flows('s', 'a', 't'),
    );
    const instance = new SimulatedInstance({ models: [model] });
    instance.do({
      type: 'StartInstance',
      processInstanceId: 'root',
      definitionId: 'p',
      variables: {},
      startedInLine: 5,
    });
    const job = instance.events.flatMap((event) => (event.type === 'JobCreated' ? [event.jobId] : []))[0] ?? '';
    instance.do({ type: 'CompleteJob', jobId: job, variables: {} });
    expect(thrown(instance)).toEqual([5]);
  });
});
