import { importBpmn } from '#bpmn';
import type { Finding } from '#contracts';
import type { ProcessModel } from '#engine';
import { findingOf } from '../http/problem-of.ts';

/** A file that lies beside others in a trial. */
export interface TriedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A process of a trial with where it comes from. */
export interface TriedProcess {
  readonly model: ProcessModel;
  readonly file: string;
  /** Version of the released process; absent for one that is not released. */
  readonly version?: number;
  /** What lies beside it: its forms and decisions. */
  readonly beside: readonly TriedFile[];
}

/** The processes of files that are not released; of files with errors only what is wrong with them. */
export async function readTriedFiles(
  files: readonly TriedFile[],
  strict: boolean,
): Promise<{ readonly processes: readonly TriedProcess[]; readonly findings: readonly Finding[] }> {
  const processes: TriedProcess[] = [];
  const findings: Finding[] = [];
  for (const { name, content } of files.filter((file) => /\.(bpmn|xml)$/i.test(file.name))) {
    const read = await importBpmn(content, { strict, resourceName: name });
    const errors = read.findings.filter(({ severity }) => severity === 'error');
    for (const { code, message, elementId } of errors)
      findings.push(
        findingOf({
          resource: name,
          code,
          severity: 'error',
          message: message.en,
          messageDe: message.de,
          ...(elementId === undefined ? {} : { elementId }),
        }),
      );
    if (errors.length === 0) processes.push(...read.models.map((model) => ({ model, file: name, beside: files })));
  }
  return { processes, findings };
}
