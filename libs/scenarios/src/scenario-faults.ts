import { faultMaker } from '#engine';

/** What a simulation raises itself, with the data of each sentence. */
export const SCENARIO_FAULTS = { PROCESS_NOT_BESIDE: ['process'] } as const;

export const scenarioFault: ReturnType<typeof faultMaker<typeof SCENARIO_FAULTS>> = faultMaker(SCENARIO_FAULTS);
