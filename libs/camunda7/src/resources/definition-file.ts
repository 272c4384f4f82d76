import type { Runtime } from '#runtime';
import { bytes, noContent } from '../http/reply.ts';
import type { FacadeResponse } from '../http/request.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/** The picture that was deployed with a definition; 204 where there is none. */
export async function diagramOf(
  runtime: Runtime,
  { deploymentId, diagram }: { readonly deploymentId: string; readonly diagram: string | null },
): Promise<FacadeResponse> {
  if (diagram === null) return noContent();
  const ending = diagram.slice(diagram.lastIndexOf('.') + 1).toLowerCase();
  const type = MEDIA_TYPES[ending] ?? 'application/octet-stream';
  return bytes(await runtime.deployments.resource(deploymentId, diagram), type, diagram);
}
