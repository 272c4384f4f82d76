/** Writes docs/settings.md from the table of settings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildServer } from './toolchain/build-server.mjs';
import { root } from './toolchain/root.mjs';

await buildServer();
const { settingsPage } = await import('../dist/libs/platform/src/index.js');
const target = join(root, 'docs/settings.md');
writeFileSync(target, await format(settingsPage(), { ...(await resolveConfig(target)), parser: 'markdown' }));
