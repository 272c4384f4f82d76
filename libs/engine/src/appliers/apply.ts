import type { EngineEvent } from '../event.ts';
import { emptyState, type InstanceState } from '../state/instance-state.ts';
import type { Applier, EventType } from './applier.ts';
import { applyCompensationAdvanced } from './compensation-advanced.ts';
import { applyCompensationEnded } from './compensation-ended.ts';
import { applyCompensationStarted } from './compensation-started.ts';
import { applyConditionObserved } from './condition-observed.ts';
import { applyDecisionEvaluated } from './decision-evaluated.ts';
import { applyElementCanceled } from './element-canceled.ts';
import { applyElementCompleted } from './element-completed.ts';
import { applyElementEntered } from './element-entered.ts';
import { applyElementStateChanged } from './element-state-changed.ts';
import { applyErrorThrown } from './error-thrown.ts';
import { applyEscalationThrown } from './escalation-thrown.ts';
import { applyFlowTaken } from './flow-taken.ts';
import { applyIncidentRaised } from './incident-raised.ts';
import { applyIncidentResolved } from './incident-resolved.ts';
import { applyInstanceEnded } from './instance-ended.ts';
import { applyInstanceMigrated } from './instance-migrated.ts';
import { applyInstanceResumed } from './instance-resumed.ts';
import { applyInstanceStarted } from './instance-started.ts';
import { applyInstanceSuspended } from './instance-suspended.ts';
import { applyJobCanceled } from './job-canceled.ts';
import { applyJobCompleted } from './job-completed.ts';
import { applyJobCreated } from './job-created.ts';
import { applyLoopInputStored } from './loop-input-stored.ts';
import { applyMessageThrown } from './message-thrown.ts';
import { applySignalThrown } from './signal-thrown.ts';
import { applySubscriptionClosed } from './subscription-closed.ts';
import { applySubscriptionOpened } from './subscription-opened.ts';
import { applySubscriptionTriggered } from './subscription-triggered.ts';
import { applyTaskCanceled } from './task-canceled.ts';
import { applyTaskCompleted } from './task-completed.ts';
import { applyTaskCreated } from './task-created.ts';
import { applyTaskRenewed } from './task-renewed.ts';
import { applyTimerCanceled } from './timer-canceled.ts';
import { applyTimerFired } from './timer-fired.ts';
import { applyTimerScheduled } from './timer-scheduled.ts';
import { applyVariablesSet } from './variables-set.ts';

/** One line for each event type: the only code that changes state. */
const APPLIERS: { readonly [T in EventType]: Applier<T> } = {
  CompensationAdvanced: applyCompensationAdvanced,
  CompensationEnded: applyCompensationEnded,
  CompensationStarted: applyCompensationStarted,
  ConditionObserved: applyConditionObserved,
  DecisionEvaluated: applyDecisionEvaluated,
  ElementCanceled: applyElementCanceled,
  ElementCompleted: applyElementCompleted,
  ElementEntered: applyElementEntered,
  ElementStateChanged: applyElementStateChanged,
  ErrorThrown: applyErrorThrown,
  EscalationThrown: applyEscalationThrown,
  FlowTaken: applyFlowTaken,
  IncidentRaised: applyIncidentRaised,
  IncidentResolved: applyIncidentResolved,
  InstanceEnded: applyInstanceEnded,
  InstanceMigrated: applyInstanceMigrated,
  InstanceResumed: applyInstanceResumed,
  InstanceStarted: applyInstanceStarted,
  InstanceSuspended: applyInstanceSuspended,
  JobCanceled: applyJobCanceled,
  JobCompleted: applyJobCompleted,
  JobCreated: applyJobCreated,
  LoopInputStored: applyLoopInputStored,
  MessageThrown: applyMessageThrown,
  SignalThrown: applySignalThrown,
  SubscriptionClosed: applySubscriptionClosed,
  SubscriptionOpened: applySubscriptionOpened,
  SubscriptionTriggered: applySubscriptionTriggered,
  TaskCanceled: applyTaskCanceled,
  TaskCompleted: applyTaskCompleted,
  TaskCreated: applyTaskCreated,
  TaskRenewed: applyTaskRenewed,
  TimerCanceled: applyTimerCanceled,
  TimerFired: applyTimerFired,
  TimerScheduled: applyTimerScheduled,
  VariablesSet: applyVariablesSet,
};

/**
 * The only way state changes: the state after a step is the fold of its events over the state before it.
 * @param state undefined before the first event, which must be `InstanceStarted`.
 */
export function apply(state: InstanceState | undefined, event: EngineEvent): InstanceState {
  const applier = APPLIERS[event.type] as (state: InstanceState, event: EngineEvent) => InstanceState;
  return applier(state ?? emptyState(event.processInstanceId, true), event);
}
