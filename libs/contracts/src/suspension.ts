import type { Instant } from './json.ts';

/** Why a case is halted; without anything where a program did it, or the whole process is halted. */
export interface Suspension {
  readonly at?: Instant;
  /** Log-in name. */
  readonly by?: string;
  readonly reason?: string;
}

/** Body of `POST /api/instances/:id/suspend` and of `…/resume` → 204; it may be left out. */
export interface SuspensionRequest {
  /**
   * Stands on the case, at its tasks and in its history.
   * @minLength 1
   * @maxLength 2000
   */
  readonly reason?: string;
}
