/**
 * What can be counted: activities that began and ended, cases that began, tries of our own workers that succeeded or failed, decisions cases
 * have asked for, and the people who finished a task or were given one that was created in the period.
 */
export type Metric =
  'activityStarts' | 'activityEnds' | 'instanceStarts' | 'jobsSucceeded' | 'jobsFailed' | 'decisions' | 'taskWorkers';

/** From `from` on and before `until`; without them from the beginning and to the end of what history holds. */
export interface Period {
  readonly from?: string;
  readonly until?: string;
}

/** Figures from what runs and what history still holds: what retention has deleted is not counted. */
export interface Metrics {
  sum(metric: Metric, period?: Period): Promise<number>;
  /**
   * The figure of each interval that has one, newest first. Intervals begin at multiples of their length since 1970.
   * @param seconds length of an interval, 1 or more
   * @param limit most intervals told, at most 1000
   */
  intervals(
    metric: Metric,
    request: Period & { readonly seconds: number; readonly offset?: number; readonly limit?: number },
  ): Promise<readonly { readonly at: string; readonly value: number }[]>;
}
