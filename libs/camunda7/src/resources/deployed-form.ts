import type { FormReference } from '#engine';
import type { DefinitionView, Runtime } from '#runtime';
import { invalid, notFound } from '../http/camunda-error.ts';
import { UNLIMITED, everyPage } from '../http/filter.ts';
import { bytes } from '../http/reply.ts';
import type { FacadeResponse } from '../http/request.ts';

/** What a start event or a task says of its form. */
interface Form {
  readonly key: string | null;
  readonly ref: FormReference | undefined;
}

/**
 * The form of a start or a task as the file somebody has deployed.
 * @throws CamundaError 400 when there is none, or its key names no file of a deployment; 404 when the file is not there
 */
export async function deployedForm(
  runtime: Runtime,
  { deploymentId }: Pick<DefinitionView, 'deploymentId'>,
  { key, ref }: Form,
): Promise<FacadeResponse> {
  if (key === null) throw invalid('The form key is not set.');
  if (ref !== undefined) return bytes(await formOfId(runtime, deploymentId, key, ref), 'application/json');
  const [, type = '', name = ''] = /^(?:(embedded|camunda-forms):)?deployment:(.+)$/.exec(key) ?? [];
  if (name === '') throw invalid(`The form key '${key}' does not reference a deployed form.`);
  const { resources } = await runtime.deployments.get(deploymentId);
  if (!resources.includes(name))
    throw notFound(`The form with the resource name '${name}' cannot be found in deployment with id ${deploymentId}.`);
  const content = await runtime.deployments.resource(deploymentId, name);
  const isJson = type === 'camunda-forms' || name.endsWith('.form');
  return bytes(content, isJson ? 'application/json' : 'application/xhtml+xml');
}

/** `CamundaFormRef` of an answer. */
export function formRefDto(key: string, { binding, version }: FormReference): Record<string, unknown> {
  return { key, binding, version: version === undefined ? null : Number(version) };
}

/**
 * A form by the id written in it: among the files deployed with the process, the newest one anywhere, or the one of a version:
 * each deployment that has a form of this id is its next version.
 */
async function formOfId(
  runtime: Runtime,
  deploymentId: string,
  formId: string,
  { binding, version }: FormReference,
): Promise<Uint8Array> {
  const place = binding === 'version' ? Number(version) : 1;
  let found = 0;
  for (const { id, resources } of await deploymentsOf(runtime, deploymentId, binding)) {
    for (const name of resources.filter((one) => one.endsWith('.form'))) {
      const content = await runtime.deployments.resource(id, name);
      if (idOf(content) === formId && (found += 1) === place) return content;
    }
  }
  const wanted = binding === 'version' ? `version ${version ?? 'without a number'}` : binding;
  throw notFound(`No Camunda Form Definition was found for Camunda Form Ref: ${formId} (${wanted})`);
}

/** Where a form is looked for, in the order to look. */
async function deploymentsOf(runtime: Runtime, own: string, binding: string) {
  if (binding !== 'latest' && binding !== 'version') return [await runtime.deployments.get(own)];
  const newestFirst = await everyPage(UNLIMITED, (page) => runtime.deployments.list(page));
  return binding === 'latest' ? newestFirst : newestFirst.toReversed();
}

function idOf(content: Uint8Array): unknown {
  try {
    const form: unknown = JSON.parse(new TextDecoder().decode(content));
    return typeof form === 'object' && form !== null && 'id' in form ? form.id : undefined;
  } catch {
    return undefined;
  }
}
