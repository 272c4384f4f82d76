export { SCENARIO_FAULTS } from './scenario-faults.ts';
export { INSTRUCTIONS, runScenario, type ScenarioResult } from './run-scenario.ts';
export { readScenarios, type Scenario, ScenarioFileError } from './scenario-file.ts';
export type { SimulatedParts } from './simulation.ts';
export { playTrial, type TrialState } from './trial.ts';
