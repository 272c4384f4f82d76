import type { Command, EngineEvent, NeedsLoading } from '#engine';
import type { InstanceTransaction } from '../ports/instance-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import { BusinessKeys } from './business-keys.ts';
import { LoadedTree } from './loaded-tree.ts';
import type { ItemFacts } from './project-events.ts';
import { missingError, type ScriptEnvironment, WHOLE_TREE } from './transaction-script.ts';

/** What a command would do. */
export interface CommandPreview {
  readonly events: readonly EngineEvent[];
  /** What lived before, by element instance, as far as the step has looked. */
  readonly before: ReadonlyMap<string, ItemFacts>;
}

/**
 * Lets the engine decide as {@link runScript} would, on the state as it is in the database, and writes nothing: the
 * transaction ends without a write and is rolled back. The tree is locked meanwhile, so that what is read belongs together.
 * @throws RuntimeError as the command itself would
 */
export async function previewCommand(
  { rootId, itemId }: { readonly rootId: string; readonly itemId: string | null },
  command: Command,
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<CommandPreview> {
  const [root] = await transaction.lock([rootId]);
  if (root === undefined) throw missingError(command);
  const isSmall = root.itemCount <= WHOLE_TREE;
  const { rows, partial } = isSmall
    ? await transaction.items([rootId])
    : { rows: await transaction.paths(itemId === null ? [rootId] : [rootId, itemId]), partial: new Set() };
  const tree = LoadedTree.fromRows(rootId, rows, isSmall && !partial.has(rootId));
  if (tree.ended) throw missingError(command);
  const now = new Date(environment.now()).toISOString();
  const keys = new BusinessKeys(transaction, environment.model, environment.uniqueBusinessKeys);
  const load = (need: NeedsLoading['need']) => (need.kind === 'businessKey' ? keys.load(need) : environment.load(need));
  const context = () => environment.stepContext(now, keys.claims(rootId));
  const result = await tree.step(command, context, transaction, load);
  if (result.ok) return { events: result.events, before: tree.facts };
  const { code, message, elementId } = result.rejection;
  throw new RuntimeError(code, message, elementId === undefined ? {} : { elementId });
}
