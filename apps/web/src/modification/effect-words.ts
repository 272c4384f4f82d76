import type { ModificationEffect, ModificationEffectKind } from '../api/contracts.ts';
import { stepLabel } from '../diagram/step-label.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDateTime } from '../language/format.ts';

/** What would happen, in words, sorted by what it means for people. */
export interface EffectWords {
  readonly ends: readonly string[];
  readonly begins: readonly string[];
  readonly besides: readonly string[];
  /** The case would be over. */
  readonly endsCase: boolean;
}

type Group = 'ends' | 'begins' | 'besides';

const GROUP: Readonly<Record<ModificationEffectKind, Group>> = {
  'step-canceled': 'ends',
  'task-canceled': 'ends',
  'timer-canceled': 'ends',
  'job-canceled': 'ends',
  'event-dropped': 'ends',
  'incident-dropped': 'ends',
  'called-case-ended': 'ends',
  'step-begun': 'begins',
  'task-created': 'begins',
  'timer-scheduled': 'begins',
  'job-created': 'begins',
  'event-awaited': 'begins',
  'case-called': 'begins',
  'step-passed': 'besides',
  'step-completed': 'besides',
  'message-sent': 'besides',
  'signal-sent': 'besides',
  'incident-raised': 'besides',
  'case-ended': 'besides',
};

/** @param who the name people know, by log-in name */
export function effectWords(
  effects: readonly ModificationEffect[],
  text: Catalogue,
  who: (name: string) => string,
): EffectWords {
  const words: Record<Group, string[]> = { ends: [], begins: [], besides: [] };
  for (const effect of effects) {
    if (effect.kind === 'case-ended' || isToldOtherwise(effect, effects)) continue;
    words[GROUP[effect.kind]].push(wordsOf(effect, text, who));
  }
  return { ...words, endsCase: effects.some(({ kind }) => kind === 'case-ended') };
}

/** A step is told by its task, job, deadline or trouble where it has one; a nameless one that is only passed not at all. */
function isToldOtherwise(effect: ModificationEffect, effects: readonly ModificationEffect[]): boolean {
  if (effect.kind === 'step-passed') return effect.name === undefined;
  if (effect.kind !== 'step-canceled' && effect.kind !== 'step-begun') return false;
  return effects.some(
    (other) =>
      other.nodeId === effect.nodeId &&
      other.kind !== effect.kind &&
      (GROUP[other.kind] === GROUP[effect.kind] || other.kind === 'incident-raised') &&
      other.kind !== 'step-passed',
  );
}

function wordsOf(effect: ModificationEffect, text: Catalogue, who: (name: string) => string): string {
  const words = text.modification;
  const name = stepLabel({ name: effect.name, type: effect.nodeType ?? '' }, text);
  const groups = effect.candidateGroups ?? [];
  const details = [
    ...(effect.assignee !== undefined
      ? [words.withPerson(who(effect.assignee))]
      : groups.length > 0
        ? [words.forGroups(groups.join(', '))]
        : []),
    ...(effect.dueAt === undefined ? [] : [words.dueAt(formatDateTime(new Date(effect.dueAt)))]),
    ...(effect.count > 1 ? [words.times(effect.count)] : []),
  ];
  const sentence = words.effects[effect.kind](name);
  return details.length === 0 ? sentence : `${sentence} (${details.join(', ')})`;
}
