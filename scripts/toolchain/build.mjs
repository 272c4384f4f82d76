import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './build-server.mjs';
import { buildWeb } from './build-web.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { root } from './root.mjs';

/** Installs and builds what is missing or stale. Where there are no sources (the container image) there is nothing to do. */
export async function prepare({ web = true } = {}) {
  if (!existsSync(join(root, 'libs'))) return;
  await ensureDependencies();
  await Promise.all([buildServer(), web ? buildWeb() : undefined]);
}
