/** What is told about a job: enough to lock its tree without asking where it lives. */
export interface JobDoorbell {
  readonly jobId: string;
  readonly rootId: string;
  /** Counts the attempts, so that every one has a doorbell of its own. */
  readonly attempt: number;
  /** The higher the sooner; 0 is usual. */
  readonly priority: number;
  /** Ring later. */
  readonly delayMs?: number;
}

export interface TimerDoorbell {
  readonly timerId: string;
  readonly rootId: string;
  readonly dueAt: string;
  readonly delayMs: number;
}

/**
 * The doorbell. It may ring twice, late, or never: PostgreSQL is the record, whoever answers asks there whether there is
 * anything to do. Ringing for the same attempt again while it is waiting changes nothing.
 */
export interface JobQueue {
  ringJobs(doorbells: readonly JobDoorbell[]): Promise<void>;
  ringTimers(doorbells: readonly TimerDoorbell[]): Promise<void>;
}

/** The other end of the doorbell. */
export interface JobQueueConsumer {
  /**
   * Calls the handlers, up to `concurrency` at once. A handler that rejects is not repeated by the queue: the relay does it
   * from the record.
   */
  start(handlers: {
    readonly job: (doorbell: Pick<JobDoorbell, 'jobId' | 'rootId'>) => Promise<void>;
    readonly timer: (doorbell: Pick<TimerDoorbell, 'timerId' | 'rootId'>) => Promise<void>;
  }): Promise<void>;
  /** Takes nothing new and waits for what is being worked on, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}
