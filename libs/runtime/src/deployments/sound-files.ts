import type { DeployCommand, DeploymentFile, LeftOutFile } from '../api/deployments.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { checkFiles } from './check-files.ts';
import { leftOut } from './left-out.ts';

/** The files of a deployment that can be released without the others, and why the others cannot. */
export async function soundFiles(
  parts: RuntimeParts,
  { files, strict = false }: Pick<DeployCommand, 'files' | 'strict'>,
): Promise<{ readonly files: readonly DeploymentFile[]; readonly leftOut: readonly LeftOutFile[] }> {
  const out: LeftOutFile[] = [];
  let rest = files;
  // What is left may have errors of its own, such as a decision whose import is left out, hence looked at until none has.
  while (rest.length > 0) {
    const { findings } = await checkFiles(parts, rest, strict);
    const more = leftOut(rest, findings);
    if (more.length === 0) break;
    const isFirst = out.length === 0;
    out.push(...more.map((one) => (isFirst || one.because !== 'error' ? one : aloneOf(one, out))));
    const gone = new Set(more.map(({ resource }) => resource));
    rest = rest.filter(({ name }) => !gone.has(name));
  }
  return { files: rest, leftOut: out };
}

function aloneOf({ resource }: LeftOutFile, out: readonly LeftOutFile[]): LeftOutFile {
  return { resource, because: 'alone', others: out.map((one) => one.resource) };
}
