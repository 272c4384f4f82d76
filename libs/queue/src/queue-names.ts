/** Doorbells for jobs of our own workers. */
export const JOB_QUEUE = 'laufzettel-jobs';
/** Doorbells for timers that are due within the next minutes. */
export const TIMER_QUEUE = 'laufzettel-timers';
