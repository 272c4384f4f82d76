export * from './model/expression.ts';
export {
  type Fault,
  FAULT_FIELDS,
  type FaultData,
  type FaultField,
  faultMaker,
  type FaultPlace,
  shownValue,
} from './model/fault.ts';
export * from './model/declared.ts';
export * from './model/event-definition.ts';
export * from './model/work.ts';
export * from './model/process-model.ts';
export { type PlaceFault, placeKind, relocate, type Relocation } from './model/relocation.ts';
export * from './context.ts';
export * from './command.ts';
export * from './event.ts';
export { type StartObstacle, type StartPlaceRule, startPlaces } from './commands/start-place.ts';
export { ENGINE_FAULTS } from './behaviour/engine-faults.ts';
export { step, type StepResult } from './step.ts';
export { apply } from './appliers/apply.ts';
export {
  collectedTypes,
  collectedVariables,
  collectStartTrigger,
  type StartCollection,
  type StartOccurrence,
} from './start-collection.ts';
export { startTriggers, type StartTrigger } from './start-triggers.ts';
export { waitingActivities } from './elements/container/ad-hoc-sub-process.ts';
export type { Incident, Item, Wait } from './state/item.ts';
export { type InstanceState, isEnded } from './state/instance-state.ts';
export { type Gathering, gatheringsAt, type GatheringPart } from './state/gatherings.ts';
export { changedPartitions, ownedIds, type Partition, restoreState, withPartitions } from './state/partition.ts';
export { type LiveElement, liveElements, liveInstances } from './state/live-elements.ts';
export { localVariablesOf, visibleVariables } from './state/visible-variables.ts';
export { localTypesOf, visibleTypes } from './state/visible-types.ts';
