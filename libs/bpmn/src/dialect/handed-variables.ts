import type { Computed, Mapping } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import type { Extension } from './extensions.ts';

/** What a call activity hands over to the called process and takes back from it. */
export interface HandedVariables {
  readonly businessKey?: Computed<string>;
  readonly handOver: { readonly all: boolean; readonly mappings: readonly Mapping[] };
  readonly takeBack: { readonly all: boolean; readonly mappings: readonly Mapping[] };
}

/**
 * camunda:in / camunda:out: `variables="all"`, `businessKey`, `source` or `sourceExpression` with `target`. Without any
 * of them nothing is handed over, as in Camunda 7; a plain or zeebe model hands over everything.
 */
export function readHandedVariables(reading: ProcessReading, element: Element, defaultAll: boolean): HandedVariables {
  const ins = reading.extensions.elements(element, 'c7', 'in');
  const outs = reading.extensions.elements(element, 'c7', 'out');
  const key = ins.map((it) => it.attribute('businessKey')).find((it) => it !== undefined);
  return {
    ...(key === undefined ? {} : { businessKey: reading.expressions.computed(element, key) }),
    handOver: handed(reading, element, ins, defaultAll),
    takeBack: handed(reading, element, outs, defaultAll),
  };
}

function handed(
  reading: ProcessReading,
  element: Element,
  entries: readonly Extension[],
  defaultAll: boolean,
): { all: boolean; mappings: Mapping[] } {
  const mappings: Mapping[] = [];
  for (const entry of entries) {
    const source = entry.attribute('source');
    const computed = entry.attribute('sourceExpression');
    const target = entry.attribute('target') ?? source;
    if (target === undefined) continue;
    if (computed !== undefined) mappings.push({ target, source: reading.expressions.computed(element, computed) });
    else if (source !== undefined) mappings.push({ target, source: { variable: source } });
  }
  const all = entries.some((entry) => entry.attribute('variables') === 'all');
  return { all: all || (defaultAll && entries.length === 0), mappings };
}
