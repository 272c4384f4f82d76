import type { FindCase } from '#documents';
import { isRuntimeError, type Runtime } from '#runtime';

/** Finds cases once the engine is open: adapters are opened before it, because it needs their connectors. */
export class CaseFinder {
  #runtime: Runtime | undefined;

  bind(runtime: Runtime): void {
    this.#runtime = runtime;
  }

  readonly find: FindCase = async (instanceId) => {
    const runtime = this.#open();
    const instance = await runtime.instances.get(instanceId);
    const root = instance.rootId === instance.id ? instance : await runtime.instances.get(instance.rootId);
    const fileReference = root.variables['aktenzeichen'];
    return {
      rootId: root.id,
      businessKey: root.businessKey,
      processName: root.definitionName ?? root.definitionKey,
      ...(typeof fileReference === 'string' ? { fileReference } : {}),
    };
  };

  /** A file deployed with the process a case runs by; undefined when there is none of this name. */
  readonly deployedFile = async (instanceId: string, name: string): Promise<Uint8Array | undefined> => {
    const runtime = this.#open();
    const { definitionId } = await runtime.instances.get(instanceId);
    const { deploymentId } = await runtime.definitions.get({ id: definitionId });
    try {
      return await runtime.deployments.resource(deploymentId, name);
    } catch (error) {
      if (isRuntimeError(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  };

  /** The engine, once it is open. */
  readonly runtime = (): Runtime => this.#open();

  #open(): Runtime {
    if (this.#runtime === undefined) throw new Error('Expected the engine to be open before cases are asked for.');
    return this.#runtime;
  }
}
