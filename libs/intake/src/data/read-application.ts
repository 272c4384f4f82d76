import type { IntakeFile } from '../port/submission.ts';
import { DataError } from './data-error.ts';
import { takeOutFiles } from './embedded-files.ts';
import { fileTypeOf } from './file-type.ts';
import { readData } from './read-data.ts';

/**
 * What the file of an application says, for a mapping: the data of XML and JSON, with the files that stand inside taken out;
 * of any other file only which ones there are. @throws DataError
 */
export function readApplication(
  original: Pick<IntakeFile, 'fileName' | 'content'>,
  names: readonly string[],
): { readonly data: unknown; readonly files: readonly IntakeFile[] } {
  const { fileName, content } = original;
  const claimed = /\.(json|xml)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (claimed === undefined) return { data: { dateien: names }, files: [] };
  const actual = fileTypeOf(content);
  if (actual !== undefined)
    throw new DataError('SYNTAX_INVALID', `Expected ${claimed.toUpperCase()}, but it is ${actual.mediaType}.`);
  return takeOutFiles(readData(content, claimed === 'xml' ? 'application/xml' : 'application/json'));
}
