import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import type { LoopInputs, StoredInputs } from './loop.ts';

/** Elements in one record at most: a round may have to read one, and never more. */
const MOST_ELEMENTS = 100;
/** Characters of JSON in one record, unless a single element is larger. */
const MOST_CHARACTERS = 16_384;
/** A collection of up to so many characters stays with the body: a record more would cost more than it spares. */
const STAYS_WITH_BODY = 512;

/**
 * Lays the elements of a sequential multi-instance aside until their turn comes, so that a round costs the same however many
 * there are and however large they are together.
 */
export function layAside(run: Run, body: Item, elements: readonly Value[]): LoopInputs {
  const parts = inParts(elements);
  const [only] = parts;
  if (only === undefined || (parts.length === 1 && only.characters <= STAYS_WITH_BODY)) return { elements, offset: 0 };
  const ids = parts.map(() => run.context.newId());
  for (const [index, part] of parts.entries()) {
    const next = ids[index + 1];
    run.emit(body, {
      type: 'LoopInputStored',
      recordId: ids[index] ?? '',
      elementInstanceId: body.id,
      elements: part.elements,
      ...(next !== undefined && { nextRecordId: next }),
    });
  }
  return { record: ids[0] ?? '', offset: 0 };
}

/** The inputs from where the element of this index can be read. Indexes are asked for in their order. */
export function inputsAt(run: Run, inputs: LoopInputs, index: number): LoopInputs {
  const { elements, next } = storedAt(run, inputs);
  if (index < inputs.offset + elements.length || next === undefined) return inputs;
  return { record: next, offset: inputs.offset + elements.length };
}

export function elementAt(run: Run, inputs: LoopInputs, index: number): Value | undefined {
  return storedAt(run, inputs).elements[index - inputs.offset];
}

function storedAt(run: Run, inputs: LoopInputs): StoredInputs {
  return 'record' in inputs ? (run.item(inputs.record).state as unknown as StoredInputs) : inputs;
}

function inParts(elements: readonly Value[]): readonly { readonly elements: Value[]; readonly characters: number }[] {
  const parts: { elements: Value[]; characters: number }[] = [];
  for (const element of elements) {
    const characters = JSON.stringify(element).length;
    const last = parts.at(-1);
    if (last === undefined || last.elements.length >= MOST_ELEMENTS || last.characters + characters > MOST_CHARACTERS) {
      parts.push({ elements: [element], characters });
    } else {
      last.elements.push(element);
      last.characters += characters;
    }
  }
  return parts;
}
