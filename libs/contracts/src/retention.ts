/** Query of `GET /api/definitions/:key/retention`. */
export interface RetentionQuery {
  /**
   * Asks how many ended cases would be over with so many days.
   * @integer
   * @minimum 0
   * @maximum 36500
   */
  readonly days?: number;
}

/** How long the ended cases of a process are kept, over all its versions. */
export interface Retention {
  /** Whole days from the end of a case; absent: for ever. A drawing's months and years are counted as 30 and 365 days. */
  readonly days?: number;
  /** ISO 8601, as it is carried out; absent: for ever. That of the latest version. */
  readonly period?: string;
  /** Other versions have another period. */
  readonly differs: boolean;
  /** Ended cases that are kept now. */
  readonly ended: number;
  /** Of these: how many are over, by {@link RetentionQuery.days} or, without, by what is set. They go within hours. */
  readonly expired: number;
}

/** Body of `POST /api/definitions/:key/retention` → {@link Retention}. All versions get it. */
export interface ChangeRetentionRequest {
  /**
   * Days after their end; absent: for ever.
   * @integer
   * @minimum 0
   * @maximum 36500
   */
  readonly days?: number;
  /**
   * How many ended cases the person was told would be erased; when it is more by now, nothing is changed (409).
   * @integer
   * @minimum 0
   */
  readonly expected?: number;
}
