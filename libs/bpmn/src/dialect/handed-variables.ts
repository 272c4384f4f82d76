import type { Computed, Mapping } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import type { Extension } from './extensions.ts';

/** What a call activity hands over to the called process and takes back from it. */
export interface HandedVariables {
  readonly businessKey?: Computed<string>;
  readonly handOver: { readonly all: boolean; readonly local?: true; readonly mappings: readonly Mapping[] };
  readonly takeBack: { readonly all: boolean; readonly mappings: readonly Mapping[] };
  /** What comes back stays with the call activity, for its output parameters (`camunda:out local`). */
  readonly keepsResults: boolean;
}

/**
 * camunda:in / camunda:out: `variables="all"`, `businessKey`, `source` or `sourceExpression` with `target`; `local` means
 * the variables of the call activity itself on this side. Without any of them nothing is handed over, as in Camunda 7; a plain or zeebe model hands over everything.
 */
export function readHandedVariables(reading: ProcessReading, element: Element, defaultAll: boolean): HandedVariables {
  const ins = reading.extensions.elements(element, 'c7', 'in');
  const outs = reading.extensions.elements(element, 'c7', 'out');
  const key = ins.map((it) => it.attribute('businessKey')).find((it) => it !== undefined);
  // Some here and some there is nothing an output can be told: then `local` is reported as not honoured.
  const localOuts = outs.filter((it) => it.peek('local') === 'true');
  const keepsResults = outs.length > 0 && localOuts.length === outs.length;
  if (keepsResults) for (const out of outs) out.attribute('local');
  return {
    keepsResults,
    ...(key === undefined ? {} : { businessKey: reading.expressions.computed(element, key) }),
    handOver: {
      ...handed(reading, element, ins, defaultAll),
      ...(ins.some((it) => it.attribute('variables') === 'all' && isLocal(it)) ? { local: true as const } : {}),
    },
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
    else if (source !== undefined) {
      const local = entry.name === 'in' && isLocal(entry) ? { local: true as const } : {};
      mappings.push({ target, source: { variable: source, ...local } });
    }
  }
  const all = entries.some((entry) => entry.attribute('variables') === 'all');
  return { all: all || (defaultAll && entries.length === 0), mappings };
}

function isLocal(entry: Extension): boolean {
  return entry.attribute('local') === 'true';
}
