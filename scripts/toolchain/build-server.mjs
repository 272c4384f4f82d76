import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { step } from './progress.mjs';
import { root } from './root.mjs';
import { filesBelow, hashOf, readStamp, writeStamp } from './stamp.mjs';

const STAMP = 'dist/.stamp-server';
const TOOL = 'scripts/toolchain/build-server.mjs';

/**
 * Turns every TypeScript source of apps and libs into JavaScript below dist/, one file for one file, when any has changed.
 * Types are not looked at here (that is `npm run typecheck`), so that a start takes seconds.
 */
export async function buildServer() {
  const files = filesBelow('apps', 'libs').filter(isShipped);
  const hash = hashOf([...files, TOOL]);
  if (readStamp(STAMP) === hash) return;
  await step(`Building the server (${files.length} files)`, async () => {
    const { transformFile } = await import('@swc/core');
    await Promise.all(['apps', 'libs'].map((part) => rm(join(root, 'dist', part), { recursive: true, force: true })));
    await Promise.all(files.map((file) => (file.endsWith('.ts') ? transpile(file, transformFile) : copy(file))));
  });
  writeStamp(STAMP, hash);
}

function isShipped(file) {
  const source = /^(apps|libs)\/[^/]+\/src\//.test(file.replaceAll('\\', '/'));
  return (
    source && !/^apps[\\/]web[\\/]/.test(file) && !/^libs[\\/]testkit[\\/]/.test(file) && !/\.test\.ts$/.test(file)
  );
}

async function transpile(file, transformFile) {
  const target = join(root, 'dist', file.replace(/\.ts$/, '.js'));
  const { code, map } = await transformFile(join(root, file), {
    swcrc: false,
    sourceMaps: true,
    jsc: {
      target: 'es2022',
      rewriteRelativeImportExtensions: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}\n//# sourceMappingURL=${target.split(/[\\/]/).at(-1)}.map\n`);
  await writeFile(`${target}.map`, map);
}

async function copy(file) {
  const target = join(root, 'dist', file);
  await mkdir(dirname(target), { recursive: true });
  await cp(join(root, file), target);
}
