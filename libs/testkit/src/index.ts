export { ApiClient, type Call, type Reply } from './api-client.ts';
export { freePort } from './free-port.ts';
export { emptyTestDatabase, testDatabase, type TestDatabase } from './test-database.ts';
export { hasRedis, testRedis, type TestRedis } from './test-redis.ts';
export {
  buildModel,
  compensate,
  conditional,
  error,
  escalation,
  expr,
  jobWork,
  message,
  ModelBuilder,
  multiInstance,
  personWork,
  scriptWork,
  signal,
  timer,
  value,
} from './model-builder.ts';
export { PartitionStore } from './partition-store.ts';
export { simulatedCalendar } from './simulated-calendar.ts';
export { createSimulatedContext, type SimulatedContext, type SimulatedWorld } from './simulated-context.ts';
export { followRandomPath } from './random-path.ts';
export { type Choices, choicesFrom, randomBlocks, randomCalledBlocks, randomTangle } from './random-process.ts';
export { findUnsoundness, snapshotOf } from './soundness.ts';
export { type OpenWait, SimulatedInstance } from './simulated-instance.ts';
export { tinyLanguage } from './tiny-language.ts';
