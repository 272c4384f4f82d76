import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { apiPaths, DEPLOY_FILES_FIELD, type Deployment, type LeftOutFile, type Validation } from '#contracts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { findingLine } from '../server-connection.ts';

export interface DeployOptions {
  readonly name?: string;
  /** Only read the files and tell what would happen. */
  readonly check?: boolean;
  /** Make new versions of unchanged files, too. */
  readonly force?: boolean;
  /** Leave out files with errors and what depends on them instead of refusing all. */
  readonly onlySound?: boolean;
}

export async function deploy(context: CommandContext, files: readonly string[], options: DeployOptions): Promise<void> {
  const form = new FormData();
  for (const file of files) form.append(DEPLOY_FILES_FIELD, new Blob([read(file)]), basename(file));
  if (options.name !== undefined) form.set('name', options.name);
  if (options.force === true) form.set('onlyChanged', 'false');
  if (options.onlySound === true) form.set('onlySound', 'true');
  const server = await context.server('process:deploy');
  if (options.check === true) {
    const validation = await server.request<Validation>('POST', apiPaths.validateDeployment, form);
    context.answer(validation, validated(validation));
    if (!validation.deployable) throw new CliError('REFUSED', 'At least one file cannot run.');
    return;
  }
  const deployment = await server.request<Deployment>('POST', apiPaths.deployments, form);
  const lines = deployment.definitions.map(({ key, version, name, isNew }) =>
    `${key}  version ${version}${isNew ? '' : ' (unchanged)'}  ${name ?? ''}`.trimEnd(),
  );
  const leftOut = (deployment.leftOut ?? []).map(leftOutLine);
  context.answer(deployment, `${[...lines, ...leftOut, ...deployment.findings.map(findingLine)].join('\n')}\n`);
}

function leftOutLine({ name, because, others }: LeftOutFile): string {
  const why: Readonly<Record<LeftOutFile['because'], string>> = {
    error: 'it has errors',
    sameId: `it shares an id with ${others.join(', ')}`,
    uses: `it uses ${others.join(', ')}`,
    alone: `it has errors without ${others.join(', ')}`,
  };
  return `left out: ${name}: ${why[because]}`;
}

function validated({ files }: Validation): string {
  const lines = files.flatMap(({ name, processes, findings }) => [
    `${name}: ${processes.map(({ key, nextVersion, unchanged }) => `${key} ${unchanged ? 'unchanged, ' : ''}version ${nextVersion}`).join(', ') || 'no process'}`,
    ...findings.map(findingLine),
  ]);
  return `${lines.join('\n')}\n`;
}

function read(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw new CliError(
      'USAGE',
      `Expected a file at ${file}, but it cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      { cause },
    );
  }
}
