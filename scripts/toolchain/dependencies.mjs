import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, step } from './progress.mjs';
import { root } from './root.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

const STAMP = 'node_modules/.laufzettel-lock';

/** Installs the locked dependencies when they are missing or not those of package-lock.json. */
export async function ensureDependencies() {
  const wanted = hashOf(['package-lock.json'], process.versions.modules, process.platform, process.arch);
  if (readStamp(STAMP) === wanted) return;
  if (installedByHand()) {
    writeStamp(STAMP, wanted);
    return;
  }
  const modules = join(root, 'node_modules');
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) {
    // Whoever links it shares it with others: it is theirs to renew.
    process.stderr.write(
      '· node_modules is a link and is used as it is, although it does not hold exactly the locked dependencies.\n',
    );
    return;
  }
  await step('Installing the locked dependencies (npm ci)', () => {
    const words = ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
    const viaNpm = process.env.npm_execpath;
    const [command, args] = viaNpm?.endsWith('.js') ? [process.execPath, [viaNpm, ...words]] : ['npm', words];
    const { status, error } = spawnSync(command, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (status !== 0)
      refuse(
        `npm ci did not succeed${error ? ` (${error.message})` : ''}. What it said stands above; nothing has been started.`,
      );
  });
  writeStamp(STAMP, wanted);
}

/** Somebody may have run npm ci: npm itself notes what it has installed. Optional packages of other platforms may be absent. */
function installedByHand() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages ?? {};
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(locked).every(([path, { version, optional, link, peer }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const there = installed[path];
    return there === undefined ? optional === true || peer === true : there.version === version;
  });
}
