/**
 * `GET /health/live` (the process answers), `GET /health/ready` (it can do its work) and `GET /health` (both, in detail);
 * all public. 200 when `status` is `up`, otherwise 503.
 */
export interface Health {
  readonly status: 'up' | 'down';
  readonly version: string;
  readonly checks: readonly HealthCheck[];
}

export interface HealthCheck {
  /** `database`, `queue`, `worker`, … */
  readonly name: string;
  readonly status: 'up' | 'down';
  /** What is wrong and what to do; never a secret or an address. */
  readonly detail?: string;
  readonly milliseconds?: number;
}
