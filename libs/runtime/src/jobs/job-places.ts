import type { ProcessModel } from '#engine';
import type { JobPlace } from '../api/own-jobs.ts';

/** Where in a model work of the engine arises, in the order of its nodes. */
export function jobPlaces(definitionId: string, model: ProcessModel): readonly JobPlace[] {
  return model.nodes.flatMap((node) => {
    const places: JobPlace['place'][] = [];
    if (node.asyncBefore === true) places.push('asyncBefore');
    if (node.asyncAfter === true) places.push('asyncAfter');
    if ('work' in node && node.work.kind === 'job' && node.work.performer === 'connector') places.push('work');
    if ('definitions' in node && node.definitions.some(({ kind }) => kind === 'timer')) places.push('timer');
    return places.map((place) => ({ definitionId, nodeId: node.id, place }));
  });
}
