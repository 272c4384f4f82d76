import type { Declared, VariableTypes } from './model/declared.ts';
import type { Variables } from './model/expression.ts';
import { mergeRecords, own } from './variables-record.ts';

/** What tells which occurrences belong together: those that contradict each other in none of the keys both carry. */
interface StartKeys {
  readonly businessKey: string | null;
  readonly correlation: Variables;
}

/** Triggers of one parallel multiple start event that have occurred and wait for the others. */
export interface StartCollection extends StartKeys {
  readonly id: string;
  /** In the order of their occurrence. */
  readonly triggers: readonly {
    readonly definition: number;
    readonly variables: Variables;
    readonly declared?: Declared;
  }[];
}

/** One trigger of a parallel multiple start event has occurred. */
export interface StartOccurrence extends StartKeys {
  /** Which of the event's definitions, from 0. */
  readonly definition: number;
  /** How many definitions have to occur. */
  readonly needed: number;
  readonly variables: Variables;
  readonly declared?: Declared;
  /** A signal or condition is for everybody who still lacks it, a message or date for one. */
  readonly broadcast: boolean;
}

export interface CollectedStart {
  /** False: every collection it fits has this trigger already, so that it changes nothing. */
  readonly accepted: boolean;
  /** Collections as they are now; one that is complete is not among them. */
  readonly kept: readonly StartCollection[];
  /** All triggers of these have occurred: each starts one instance with the variables of all of them. */
  readonly complete: readonly StartCollection[];
}

/**
 * A parallel multiple start event needs all its triggers before it starts one instance (BPMN 2.0.2 clauses 10.5.2,
 * 13.5.1). Occurrences are collected per case: the keys they carry tell cases apart. A trigger that comes twice counts
 * once: the second one is not accepted as long as the first waits for its partners.
 *
 * @param collections what has been collected for this start event, oldest first
 */
export function collectStartTrigger(
  collections: readonly StartCollection[],
  occurrence: StartOccurrence,
  newId: () => string,
): CollectedStart {
  const fitting = collections
    .map((collection) => ({ collection, shared: sharedKeys(collection, occurrence) }))
    .flatMap(({ collection, shared }) => (shared === undefined ? [] : [{ collection, shared }]))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ collection }) => collection);
  const lacking = fitting.filter(({ triggers }) =>
    triggers.every(({ definition }) => definition !== occurrence.definition),
  );
  const meant = occurrence.broadcast ? lacking : lacking.slice(0, 1);
  if (meant.length === 0 && fitting.length > 0) return { accepted: false, kept: collections, complete: [] };
  const grown =
    meant.length === 0
      ? [added({ id: newId(), businessKey: null, correlation: {}, triggers: [] }, occurrence)]
      : meant.map((collection) => added(collection, occurrence));
  const isComplete = ({ triggers }: StartCollection) => triggers.length >= occurrence.needed;
  const unchanged = collections.filter(({ id }) => grown.every((collection) => collection.id !== id));
  return {
    accepted: true,
    kept: [...unchanged, ...grown.filter((collection) => !isComplete(collection))],
    complete: grown.filter(isComplete),
  };
}

/** The variables an instance starts with: what comes later goes over what came before. */
export function collectedVariables({ triggers }: StartCollection): Variables {
  return mergeRecords(...triggers.map(({ variables }) => variables));
}

/** What has been declared of {@link collectedVariables}: of each variable what came with its value. */
export function collectedTypes({ triggers }: StartCollection): VariableTypes {
  return mergeRecords(
    ...triggers.map(({ variables, declared }) =>
      mergeRecords(Object.fromEntries(Object.keys(variables).map((name) => [name, ''])), declared?.types),
    ),
  );
}

/** Number of keys both carry with the same value; undefined when one of them differs. */
function sharedKeys(one: StartKeys, other: StartKeys): number | undefined {
  const pairs = Object.entries(one.correlation).flatMap(([name, value]) => {
    const given = own(other.correlation, name);
    return given === undefined ? [] : [[JSON.stringify(value), JSON.stringify(given)] as const];
  });
  if (one.businessKey !== null && other.businessKey !== null) pairs.push([one.businessKey, other.businessKey]);
  return pairs.every(([a, b]) => a === b) ? pairs.length : undefined;
}

function added(collection: StartCollection, occurrence: StartOccurrence): StartCollection {
  const { definition, variables, declared, businessKey, correlation } = occurrence;
  return {
    id: collection.id,
    businessKey: collection.businessKey ?? businessKey,
    correlation: mergeRecords(collection.correlation, correlation),
    triggers: [
      ...collection.triggers,
      { definition, variables, ...(declared?.types !== undefined && { declared: { types: declared.types } }) },
    ],
  };
}
