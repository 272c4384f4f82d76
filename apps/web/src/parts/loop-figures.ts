import type { JsonObject } from '../api/contracts.ts';

/** What a multi-instance or loop keeps for expressions (BPMN 2.0.2 § 13.3.6, § 13.3.7), in the names of BPMN and of Camunda. */
const figures: ReadonlySet<string> = new Set([
  'loopCounter',
  ...['numberOf', 'nrOf'].flatMap((prefix) =>
    ['Instances', 'ActiveInstances', 'CompletedInstances', 'TerminatedInstances'].map((name) => `${prefix}${name}`),
  ),
]);

/** Case data parted into what people entered or decided, and the counters of repeated steps, which are no data of theirs. */
export function partLoopFigures(data: JsonObject): { readonly data: JsonObject; readonly figures: JsonObject } {
  const entries = Object.entries(data);
  return {
    data: Object.fromEntries(entries.filter(([name]) => !figures.has(name))),
    figures: Object.fromEntries(entries.filter(([name]) => figures.has(name))),
  };
}
