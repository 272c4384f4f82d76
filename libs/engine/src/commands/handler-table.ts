import type { Command, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { chooseAdHocActivities, completeAdHoc } from './ad-hoc.ts';
import type { CommandHandler } from './command-handler.ts';
import { raiseIncident, resolveIncident } from './incidents.ts';
import { completeJob, failJob, throwFromJob } from './jobs.ts';
import { cancelInstance, resumeInstance, suspendInstance } from './lifecycle.ts';
import { migrateInstance } from './migrate-instance.ts';
import { modifyInstance } from './modify-instance.ts';
import { deliverMessage, deliverSignal, evaluateConditions, fireTimer, setVariables } from './news.ts';
import { startInstance } from './start-instance.ts';
import { completeTask, throwFromTask } from './tasks.ts';

/** One line for each command. */
const HANDLERS: { readonly [T in Command['type']]: CommandHandler<T> } = {
  StartInstance: startInstance,
  CompleteTask: completeTask,
  ThrowFromTask: throwFromTask,
  CompleteJob: completeJob,
  ThrowFromJob: throwFromJob,
  FailJob: failJob,
  FireTimer: fireTimer,
  DeliverMessage: deliverMessage,
  DeliverSignal: deliverSignal,
  SetVariables: setVariables,
  EvaluateConditions: evaluateConditions,
  ChooseAdHocActivities: chooseAdHocActivities,
  CompleteAdHoc: completeAdHoc,
  RaiseIncident: raiseIncident,
  ResolveIncident: resolveIncident,
  CancelInstance: cancelInstance,
  ModifyInstance: modifyInstance,
  SuspendInstance: suspendInstance,
  ResumeInstance: resumeInstance,
  MigrateInstance: migrateInstance,
};

export function handle(run: Run, command: Command): Rejection | undefined {
  const handler = HANDLERS[command.type] as (run: Run, command: Command) => Rejection | undefined;
  return handler(run, command);
}
