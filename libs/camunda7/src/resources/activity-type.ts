import type { ProcessModel } from '#engine';

type Kinds = Readonly<Record<string, string>>;

/** Camunda 7's names of events by what they wait for or throw; an event that is not here keeps its element's name. */
const EVENTS: Readonly<Record<string, Kinds>> = {
  intermediateCatchEvent: {
    message: 'intermediateMessageCatch',
    timer: 'intermediateTimer',
    signal: 'intermediateSignalCatch',
    conditional: 'intermediateConditional',
    link: 'intermediateLinkCatch',
  },
  boundaryEvent: {
    message: 'boundaryMessage',
    timer: 'boundaryTimer',
    signal: 'boundarySignal',
    conditional: 'boundaryConditional',
    error: 'boundaryError',
    escalation: 'boundaryEscalation',
    compensation: 'compensationBoundaryCatch',
    cancel: 'cancelBoundaryCatch',
  },
  intermediateThrowEvent: {
    none: 'intermediateNoneThrowEvent',
    message: 'intermediateMessageThrowEvent',
    signal: 'intermediateSignalThrow',
    escalation: 'intermediateEscalationThrowEvent',
    compensation: 'intermediateCompensationThrowEvent',
    link: 'intermediateLinkCatch',
  },
  endEvent: {
    none: 'noneEndEvent',
    message: 'messageEndEvent',
    signal: 'signalEndEvent',
    error: 'errorEndEvent',
    escalation: 'escalationEndEvent',
    compensation: 'compensationEndEvent',
    cancel: 'cancelEndEvent',
    terminate: 'terminateEndEvent',
  },
};

/** What Camunda 7 calls each activity of a model. */
export function activityTypes(model: ProcessModel): ReadonlyMap<string, string> {
  return new Map(
    model.nodes.map((node) => {
      const kinds = 'definitions' in node ? node.definitions.map(({ kind }) => kind) : [];
      const [kind = 'none'] = kinds;
      return [node.id, (kinds.length < 2 ? EVENTS[node.type]?.[kind] : undefined) ?? node.type];
    }),
  );
}
