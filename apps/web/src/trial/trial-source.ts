import type { TrialFile, TrialRequest } from '../api/contracts.ts';

/** What is tried: files that were chosen but not released, or a version of a released process. */
export type TrialSource =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'released'; readonly definitionKey: string; readonly version: number };

/** Of an upload, what a trial can use. Pictures and letters would only make each step larger. */
const isUsed = ({ name }: File): boolean =>
  /\.(bpmn|xml|dmn|form|json)$/i.test(name) && !/\.scenarios\.json$/i.test(name);

/** The same for the same source: files are told by name, size and time of change. */
export function sourceKey(source: TrialSource): string {
  return source.kind === 'files'
    ? source.files
        .filter(isUsed)
        .map((file) => `${file.name} ${file.size} ${file.lastModified}`)
        .join('\n')
    : `${source.definitionKey} ${source.version}`;
}

/** The part of a request that says what is tried. */
export async function sourceOf(
  source: TrialSource,
): Promise<Pick<TrialRequest, 'files' | 'definitionKey' | 'version'>> {
  if (source.kind === 'released') return { definitionKey: source.definitionKey, version: source.version };
  return { files: await Promise.all(source.files.filter(isUsed).map(encoded)) };
}

async function encoded(file: File): Promise<TrialFile> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error(`Expected to read ${file.name}, but could not.`));
    reader.readAsDataURL(file);
  });
  return { name: file.name, content: address.slice(address.indexOf(',') + 1) };
}
