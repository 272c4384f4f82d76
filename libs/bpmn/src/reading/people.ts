import type { Computed, PersonWork } from '#engine';
import { documentationOf } from './notes.ts';
import type { ProcessReading } from './process-reading.ts';
import { idOf, type Element } from '../xml/element.ts';
import type { Bilingual } from '../finding/finding.ts';

/** Who works on an element that names nobody: its lane, else the pool of a drawing, else everybody. */
export function groupOf(reading: ProcessReading, element: Element): string | undefined {
  // In a model somebody has automated, the pool is a name and not a group of people: everybody may see the task.
  return reading.lanes.laneOf(element) ?? (reading.automated ? undefined : reading.participant);
}

/** The group in a sentence. */
export function groupWords(group: string | undefined): Bilingual {
  return group === undefined ? { de: 'alle', en: 'everybody' } : { de: `„${group}“`, en: `"${group}"` };
}

/** Work for the people drawn as responsible for the element, with the texts beside it as instruction. */
export function workForLane(reading: ProcessReading, element: Element, purpose: PersonWork['purpose']): PersonWork {
  const group = groupOf(reading, element);
  const candidateGroups: readonly Computed<string>[] = group === undefined ? [] : [{ literal: group }];
  const instruction = instructionOf(reading, element);
  return {
    kind: 'person',
    purpose,
    candidateUsers: [],
    candidateGroups,
    ...(instruction === undefined ? {} : { instruction }),
    asks: [],
  };
}

/** Documentation of the element and the annotations beside it. */
export function instructionOf(reading: ProcessReading, element: Element): string | undefined {
  const parts = [documentationOf(element), ...(reading.notes.get(idOf(element) ?? '') ?? [])];
  const told = parts.filter((part) => part !== undefined);
  return told.length === 0 ? undefined : told.join('\n\n');
}
