import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';

/** What the server offers beside the engine: one module for each subject, with its controllers and providers. */
export function installationModules(_installation: Installation): readonly DynamicModule[] {
  return [];
}
