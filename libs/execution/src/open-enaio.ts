import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EnaioDocumentStore, type EnaioDocumentStoreOptions, parseEnaioConfiguration } from '#documents';
import type { Settings } from '#platform';

/**
 * The DMS enaio as the settings name it; undefined without a mapping file. Nothing is asked of it yet.
 *
 * @throws DocumentError CONFIGURATION_INVALID with everything that is wrong in the mapping file
 */
export async function openEnaio(
  settings: Settings,
  options: Pick<EnaioDocumentStoreOptions, 'timeZone' | 'alarm' | 'exclusive'> = {},
): Promise<EnaioDocumentStore | undefined> {
  if (settings.enaioMapping === undefined) return undefined;
  const file = resolve(settings.enaioMapping);
  const mapping = await readMapping(file);
  return new EnaioDocumentStore({
    configuration: parseEnaioConfiguration(
      settings.enaioUrl === undefined ? mapping : { ...mapping, baseUrl: settings.enaioUrl },
    ),
    credentials: { user: settings.enaioUser ?? '', password: settings.enaioPassword ?? '' },
    ...options,
  });
}

async function readMapping(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Expected the mapping of enaio in LAUFZETTEL_ENAIO_MAPPING, but it cannot be read: ${reason}`);
  });
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch (error) {
    throw new Error(`Expected JSON in ${file}, but: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Error(`Expected an object in ${file}, but it holds something else.`);
}
