import { child, children, idOf, is, type Element } from '../xml/element.ts';
import type { ProcessReading } from './process-reading.ts';
import { isUsableFlow } from './usable-flow.ts';

/** Flows of all levels by their ends. */
export function connections(process: Element): Pick<ProcessReading, 'outgoing' | 'incoming'> {
  const outgoing = new Map<string, Element[]>();
  const incoming = new Map<string, Element[]>();
  const note = (map: Map<string, Element[]>, end: Element | undefined, flow: Element): void => {
    const id = end === undefined ? undefined : idOf(end);
    if (id === undefined) return;
    const known = map.get(id);
    if (known === undefined) map.set(id, [flow]);
    else known.push(flow);
  };
  const collect = (container: Element): void => {
    for (const element of children(container, 'flowElements')) {
      if (is(element, 'SubProcess')) collect(element);
      if (!is(element, 'SequenceFlow')) continue;
      if (!isUsableFlow(element)) continue;
      note(outgoing, child(element, 'sourceRef'), element);
      note(incoming, child(element, 'targetRef'), element);
    }
  };
  collect(process);
  return { outgoing, incoming };
}
