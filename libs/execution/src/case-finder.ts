import type { FindCase } from '#documents';
import type { Runtime } from '#runtime';

/** Finds cases once the engine is open: adapters are opened before it, because it needs their connectors. */
export class CaseFinder {
  #runtime: Runtime | undefined;

  bind(runtime: Runtime): void {
    this.#runtime = runtime;
  }

  readonly find: FindCase = async (instanceId) => {
    const runtime = this.#runtime;
    if (runtime === undefined) throw new Error('Expected the engine to be open before documents of cases are used.');
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
}
