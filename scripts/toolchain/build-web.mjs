import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, step } from './progress.mjs';
import { root } from './root.mjs';
import { filesBelow, hashOf, readStamp, writeStamp } from './stamp.mjs';

/** Beside the build, not in it: Vite empties its folder. */
const STAMP = 'dist/.stamp-web';

/** Builds the browser app to dist/web when its sources or the shapes it shares with the server have changed. */
export async function buildWeb() {
  if (!existsSync(join(root, 'apps/web/vite.config.ts'))) return;
  const hash = hashOf(
    filesBelow('apps/web', 'libs/contracts/src', 'package-lock.json').filter((file) => !file.endsWith('.test.ts')),
  );
  if (readStamp(STAMP) === hash && existsSync(join(root, 'dist/web/index.html'))) return;
  await step('Building the browser app', async () => {
    const output = [];
    const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps/web'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    for (const stream of [vite.stdout, vite.stderr]) stream.on('data', (chunk) => output.push(chunk));
    const status = await new Promise((resolve) => vite.once('close', resolve));
    if (status !== 0) refuse(`The browser app could not be built:\n${Buffer.concat(output)}`);
  });
  writeStamp(STAMP, hash);
}
