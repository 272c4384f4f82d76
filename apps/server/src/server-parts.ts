import type { DynamicModule } from '@nestjs/common';
import type { Identity } from '#identity';
import type { HealthChecks, Logger, Settings } from '#platform';
import type { Runtime } from '#runtime';
import type { ServerFacts } from './server-ports.ts';

/** What the server is put together from; made outside, because who opens something also closes it. */
export interface ServerParts {
  readonly runtime: Runtime;
  readonly identity: Identity;
  readonly health: HealthChecks;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly facts: ServerFacts;
  /** What the server offers beside the engine, one module for each subject; see boot/installation-modules.ts. */
  readonly modules?: readonly DynamicModule[];
}
