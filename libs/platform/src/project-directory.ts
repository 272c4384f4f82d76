import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder and version, found upwards from here: the same from sources and from dist/. */
export function projectDirectory(): { readonly directory: string; readonly version: string } {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (name === 'laufzettel') return { directory: folder, version: version ?? '0.0.0' };
    }
    if (folder === dirname(folder))
      throw new Error('Expected to lie inside the project, but no folder above has its package.json.');
  }
}
