import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectDirectory } from '#platform';

/** Tests that kill programs need programs: builds dist/ when a source is newer. */
export function buildPrograms(): void {
  const { directory } = projectDirectory();
  const code = `await (await import('./scripts/toolchain/build-server.mjs')).buildServer()`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(directory),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Expected the programs to build, but: ${stderr}`);
}
