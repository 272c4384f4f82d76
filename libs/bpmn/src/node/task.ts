import type { NodeModel, TaskModel, Work } from '#engine';
import { readBinding, readZeebeBinding } from '../dialect/binding.ts';
import { readJobWork, resultVariableOf, propertiesOf } from '../dialect/job-work.ts';
import { readUserWork } from '../dialect/user-work.ts';
import { groupOf, groupWords, workForLane } from '../reading/people.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { flag, idOf, text, typeOf, type Element } from '../xml/element.ts';
import { readMessageOf } from './event-definition.ts';
import { readActivityBase } from './node-base.ts';
import { readScriptWork } from './script-work.ts';

type TaskType = TaskModel['type'];

const taskTypes: ReadonlyMap<string, TaskType> = new Map<string, TaskType>([
  ['Task', 'task'],
  ['UserTask', 'userTask'],
  ['ManualTask', 'manualTask'],
  ['ServiceTask', 'serviceTask'],
  ['SendTask', 'sendTask'],
  ['ReceiveTask', 'receiveTask'],
  ['ScriptTask', 'scriptTask'],
  ['BusinessRuleTask', 'businessRuleTask'],
  ['GlobalTask', 'task'],
  ['GlobalUserTask', 'userTask'],
  ['GlobalManualTask', 'manualTask'],
  ['GlobalScriptTask', 'scriptTask'],
  ['GlobalBusinessRuleTask', 'businessRuleTask'],
]);

/** Is this a task, also one of a kind that stands outside of processes (clause 10.3.6)? */
export function isTask(element: Element): boolean {
  return taskTypes.has(typeOf(element));
}

/** A task with the work it means (BPMN 2.0.2 clause 10.3.3): a job, a script, a decision, a message, or a person's task. */
export function readTask(reading: ProcessReading, task: Element, scopeId: string): NodeModel {
  const type = taskTypes.get(typeOf(task)) ?? 'task';
  return { ...readActivityBase(reading, task, scopeId), type, work: readWork(reading, task, type) };
}

function readWork(reading: ProcessReading, task: Element, type: TaskType): Work {
  switch (type) {
    case 'task':
    case 'manualTask':
      return readPlainWork(reading, task);
    case 'userTask':
      return readUser(reading, task);
    case 'serviceTask':
      return readJobWork(reading, task) ?? personInstead(reading, task);
    case 'sendTask':
      return readSendWork(reading, task);
    case 'receiveTask':
      return readReceiveWork(reading, task);
    case 'scriptTask':
      return readScriptWork(reading, task) ?? readJobWork(reading, task) ?? personInstead(reading, task);
    case 'businessRuleTask':
      return readDecision(reading, task) ?? readJobWork(reading, task) ?? personInstead(reading, task);
  }
}

/**
 * A task of no kind and a manual task are done by people: where nobody wrote down how, somebody does it (product rule
 * "Documentation runs"). The property `laufzettel:work` = `none` lets the token pass as other engines do.
 */
function readPlainWork(reading: ProcessReading, task: Element): Work {
  const job = readJobWork(reading, task);
  if (job !== undefined) return job;
  if (propertiesOf(reading, task)['laufzettel:work'] === 'none') return { kind: 'none' };
  const { work, assigned } = readUserWork(reading, task);
  if (!assigned) {
    const group = groupWords(groupOf(reading, task));
    if (reading.automated) {
      reading.findings.report('PLAIN_TASK_NEEDS_PERSON', task, {
        words: { group },
        fix: { property: 'laufzettel:work', value: 'none' },
      });
    } else {
      reading.findings.report('READ_AS_PERSON_TASK', task, {
        words: { group },
        fix: { property: 'camunda:candidateGroups', ...groupValue(reading, task) },
      });
    }
  }
  return work;
}

function readUser(reading: ProcessReading, task: Element): Work {
  const { work, assigned } = readUserWork(reading, task);
  if (!assigned) {
    reading.findings.report('READ_AS_PERSON_TASK', task, {
      words: { group: groupWords(groupOf(reading, task)) },
      fix: { property: 'camunda:candidateGroups', ...groupValue(reading, task) },
    });
  }
  return work;
}

function groupValue(reading: ProcessReading, task: Element): { value?: string } {
  const group = groupOf(reading, task);
  return group === undefined ? {} : { value: group };
}

/** An automatic step nobody has connected yet is a person's task, so that the process runs from the first day. */
export function personInstead(reading: ProcessReading, task: Element): Work {
  reading.findings.report(reading.automated ? 'IMPLEMENTATION_MISSING' : 'READ_AS_PERSON_TASK_AUTOMATIC_LATER', task, {
    words: { group: groupWords(groupOf(reading, task)) },
    fix: { property: 'camunda:topic' },
  });
  return workForLane(reading, task, 'perform');
}

function readSendWork(reading: ProcessReading, task: Element): Work {
  const job = readJobWork(reading, task);
  if (job !== undefined) return job;
  const message = readMessageOf(reading, task, task);
  if (message !== undefined && (reading.technical || reading.messageLinks.sent(task).length > 0)) {
    return { kind: 'send', message };
  }
  const [link] = reading.messageLinks.sent(task);
  if (link !== undefined) {
    reportLink(reading, task, link.partner);
    return {
      kind: 'send',
      message: { kind: 'message', name: { literal: link.name }, correlation: [], byConversation: true },
    };
  }
  return personInstead(reading, task);
}

function readReceiveWork(reading: ProcessReading, task: Element): Work {
  const instantiate = flag(task, 'instantiate');
  const message = readMessageOf(reading, task, task);
  if (message !== undefined) return { kind: 'message', message, instantiate };
  const [link] = reading.messageLinks.received(task);
  if (link !== undefined) {
    reportLink(reading, task, link.partner);
    return {
      kind: 'message',
      instantiate,
      message: { kind: 'message', name: { literal: link.name }, correlation: [], byConversation: true },
    };
  }
  const group = groupWords(groupOf(reading, task));
  const question = text(task, 'name') ?? idOf(task) ?? '';
  reading.findings.report('READ_AS_CONFIRMATION', task, {
    words: { group, question },
    fix: { property: 'messageRef' },
  });
  return workForLane(reading, task, 'confirm');
}

/** Tells that a message flow joins two processes of the file. */
export function reportLink(reading: ProcessReading, node: Element, partner: Element): void {
  reading.findings.report('READ_AS_LINKED_MESSAGE', node, {
    words: { partner: text(partner, 'name') ?? idOf(partner) ?? '' },
  });
}

function readDecision(reading: ProcessReading, task: Element): Work | undefined {
  const { extensions, expressions } = reading;
  const decision = extensions.attribute(task, 'c7', 'decisionRef');
  if (decision !== undefined) {
    const mapping = extensions.attribute(task, 'c7', 'mapDecisionResult');
    return {
      kind: 'decision',
      decision: expressions.computed(task, decision),
      binding: readBinding(reading, task, 'decisionRef'),
      ...resultVariableOf(reading, task),
      mapping: isMapping(mapping) ? mapping : 'resultList',
    };
  }
  const called = extensions.element(task, 'zeebe', 'calledDecision');
  const id = called?.attribute('decisionId');
  if (called === undefined || id === undefined) return undefined;
  const resultVariable = called.attribute('resultVariable');
  return {
    kind: 'decision',
    decision: expressions.computed(task, id),
    binding: readZeebeBinding(reading, task, called),
    ...(resultVariable === undefined ? {} : { resultVariable }),
  };
}

const decisionMappings = ['singleEntry', 'singleResult', 'collectEntries', 'resultList'] as const;

function isMapping(name: string | undefined): name is (typeof decisionMappings)[number] {
  return decisionMappings.some((known) => known === name);
}
