import { apiPaths, type InstanceSummary, type JsonObject } from '#contracts';
import type { CommandContext } from '../command-context.ts';

export interface StartOptions {
  readonly var?: JsonObject;
  readonly businessKey?: string;
  readonly processVersion?: number;
}

export async function start(context: CommandContext, key: string, options: StartOptions): Promise<void> {
  const server = await context.server('instance:start');
  const instance = await server.request<InstanceSummary>('POST', apiPaths.instances, {
    definitionKey: key,
    version: options.processVersion,
    businessKey: options.businessKey,
    variables: options.var,
  });
  const { id, state, currentSteps } = instance;
  context.answer(instance, `${id}  ${state}  ${currentSteps.join(', ')}`.trimEnd() + '\n');
}
