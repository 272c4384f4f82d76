import { findWrongAnswer, mergeAnswers } from '../behaviour/answers.ts';
import { findCatch, type Thrown } from '../behaviour/throw-error.ts';
import { throwFrom } from '../behaviour/throw.ts';
import { setWhereKnown } from '../behaviour/variables.ts';
import type { CompleteTask, Rejection } from '../command.ts';
import type { Answers } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Question } from '../model/work.ts';
import type { Item, Wait } from '../state/item.ts';
import { mergeRecords, toVariables } from '../variables-record.ts';
import { type CommandHandler, findWait, isRejection, reject } from './command-handler.ts';

type TaskWait = Extract<Wait, { readonly kind: 'task' }>;

/** A person has done it, decided, confirmed, or named a date. */
export const completeTask: CommandHandler<'CompleteTask'> = (run, command) => {
  const found = findWait(run, command.taskId, ['task'], 'TASK_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  const wrong = wrongAnswers(run, item, wait, command) ?? wrongDate(run, wait, command);
  if (wrong !== undefined) return wrong;
  const answers = mergeRecords(command.answers);
  run.emit(item, {
    type: 'TaskCompleted',
    taskId: wait.id,
    ...(command.by !== undefined && { by: command.by }),
    ...(command.answers !== undefined && { answers }),
    ...(command.date !== undefined && { date: command.date }),
    ...run.of(item, wait.nodeId),
  });
  rememberAnswers(run, run.item(item.id), answers);
  proceed(run, run.item(item.id), wait, command, answers);
  return undefined;
};

function proceed(run: Run, item: Item, wait: TaskWait, command: CompleteTask, answers: Answers): void {
  const variables = toVariables(command.variables);
  const node = run.nodeOf(item, wait.nodeId);
  if (wait.purpose === 'date' && command.date !== undefined) {
    setWhereKnown(run, item, variables);
    const definition = wait.definition ?? 0;
    run.push({ kind: 'schedule', ownerId: item.id, nodeId: wait.nodeId, definition, date: command.date });
  } else if (wait.purpose === 'confirm' && isCatching(node)) {
    run.push({ kind: 'trigger', ownerId: item.id, nodeId: wait.nodeId, definition: -1, variables });
  } else {
    run.push({ kind: 'answered', itemId: item.id, task: wait, variables, answers });
  }
}

function isCatching(node: NodeModel): boolean {
  return node.type === 'intermediateCatchEvent' || node.type === 'boundaryEvent' || node.type === 'startEvent';
}

function rememberAnswers(run: Run, item: Item, answers: Answers): void {
  const merged = mergeAnswers(item.answers, answers);
  if (Object.keys(answers).length === 0 || merged === undefined) return;
  run.emit(item, { type: 'ElementStateChanged', elementInstanceId: item.id, state: item.state, answers: merged });
}

/** A decision task needs its answer; work with questions about what comes next may leave them open. */
function wrongAnswers(run: Run, item: Item, wait: TaskWait, command: CompleteTask): Rejection | undefined {
  const answers = command.answers ?? {};
  for (const [gatewayId, flowIds] of Object.entries(answers)) {
    const question = wait.asks.includes(gatewayId) ? questionOf(run, item, gatewayId) : undefined;
    const wrong =
      question === undefined
        ? `Expected answers to ${wait.asks.join(', ') || 'no question'}, but got one to ${gatewayId}`
        : findWrongAnswer(question, flowIds);
    if (wrong !== undefined) return reject('ANSWER_UNKNOWN', wrong, gatewayId);
  }
  if (wait.purpose !== 'decide') return undefined;
  const missing = wait.asks.find((gatewayId) => !Object.hasOwn(answers, gatewayId));
  if (missing === undefined) return undefined;
  const text = questionOf(run, item, missing)?.text ?? missing;
  return reject('ANSWER_MISSING', `Expected an answer to "${text}", but there is none`, missing);
}

function questionOf(run: Run, item: Item, gatewayId: string): Question | undefined {
  const gateway = run.index(item).nodes.get(gatewayId);
  switch (gateway?.type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
    case 'complexGateway':
      return gateway.decision?.question;
    default:
      return undefined;
  }
}

function wrongDate(run: Run, wait: TaskWait, command: CompleteTask): Rejection | undefined {
  if (wait.purpose !== 'date') return undefined;
  if (command.date === undefined) return reject('ANSWER_MISSING', 'Expected a date, but there is none', wait.nodeId);
  const due = run.context.calendar.due('date', command.date, run.context.now);
  return due.ok
    ? undefined
    : reject('DATE_INVALID', `Expected a date, but "${command.date}" is none: ${due.error}`, wait.nodeId);
}

/** A person reports a BPMN error or escalation. An error needs a catcher; after an escalation the task may stay open. */
export const throwFromTask: CommandHandler<'ThrowFromTask'> = (run, command) => {
  const found = findWait(run, command.taskId, ['task'], 'TASK_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  const thrown: Thrown = {
    kind: command.kind,
    code: command.code,
    variables: toVariables(command.variables),
    ...(command.message !== undefined && { message: command.message }),
  };
  if (command.kind === 'error' && findCatch(run, item, thrown) === undefined) {
    const message = `Expected somebody to catch error "${command.code}" of ${wait.nodeId}, but nobody does; add an event that does`;
    return reject('ERROR_NOT_CAUGHT', message, wait.nodeId);
  }
  throwFrom(run, item, thrown);
  return undefined;
};
