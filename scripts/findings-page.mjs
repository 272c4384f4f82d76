/** Writes docs/findings.md from the table of findings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildServer } from './toolchain/build-server.mjs';
import { root } from './toolchain/root.mjs';

await buildServer();
const { findingsPage } = await import('../dist/libs/bpmn/src/index.js');
const target = join(root, 'docs/findings.md');
writeFileSync(target, await format(findingsPage(), { ...(await resolveConfig(target)), parser: 'markdown' }));
