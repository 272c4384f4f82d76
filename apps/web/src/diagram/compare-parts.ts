import { TRAITS, type DiagramPart, type Trait } from './diagram-parts.ts';

/** A part that is in both drawings and does not say the same. */
interface PartChange {
  readonly before: DiagramPart;
  readonly after: DiagramPart;
  /** What differs, in the order of {@link TRAITS}. */
  readonly traits: readonly Trait[];
}

export interface DiagramDifference {
  readonly added: readonly DiagramPart[];
  readonly removed: readonly DiagramPart[];
  readonly changed: readonly PartChange[];
  /** How many parts are only drawn somewhere else. */
  readonly moved: number;
  /** Names by id in both drawings; the newer one counts. */
  readonly names: ReadonlyMap<string, string>;
}

/** What happened between two drawings; parts are the same when their BPMN id is. */
export function compareParts(older: readonly DiagramPart[], newer: readonly DiagramPart[]): DiagramDifference {
  const before = new Map(older.map((part) => [part.id, part]));
  const after = new Set(newer.map(({ id }) => id));
  const changed: PartChange[] = [];
  let moved = 0;
  for (const part of newer) {
    const was = before.get(part.id);
    if (was === undefined) continue;
    const traits = TRAITS.filter((trait) => was.traits[trait] !== part.traits[trait]);
    if (traits.length > 0) changed.push({ before: was, after: part, traits });
    else if (was.place !== part.place) moved += 1;
  }
  return {
    added: newer.filter(({ id }) => !before.has(id)),
    removed: older.filter(({ id }) => !after.has(id)),
    changed,
    moved,
    names: new Map(
      [...older, ...newer].flatMap(({ id, traits }) => (traits.name === undefined ? [] : [[id, traits.name]])),
    ),
  };
}

export function isSame({ added, removed, changed }: DiagramDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}
