import type { EventDefinition, NodeModel, ProcessModel } from '#engine';
import type { JobPlace } from '#runtime';
import { notFound } from '../http/camunda-error.ts';

/** Camunda 7's id of a job definition: the place in a definition where jobs arise. */
export function jobDefinitionId({ definitionId, nodeId, place }: JobPlace): string {
  return [definitionId, nodeId, place].join('~');
}

/** @throws CamundaError 404 for a text that is no such id; whether there is such a place shows later */
export function placeOf(id: string): JobPlace {
  const place = placeNamed(id);
  if (place === undefined) throw notFound(`Job Definition with id ${id} does not exist`);
  return place;
}

/** The same for criteria of a list, where an id nobody has finds nothing: undefined for a text that is no such id. */
export function placeNamed(id: string): JobPlace | undefined {
  const [definitionId = '', nodeId = '', place = '', ...rest] = id.split('~');
  const known = PLACES.find((one) => one === place);
  return nodeId === '' || known === undefined || rest.length > 0 ? undefined : { definitionId, nodeId, place: known };
}

const PLACES: readonly JobPlace['place'][] = ['work', 'asyncBefore', 'asyncAfter', 'timer'];

const TIMER_TYPE: Readonly<Partial<Record<NodeModel['type'], string>>> = {
  startEvent: 'timer-start-event',
  intermediateCatchEvent: 'timer-intermediate-transition',
  boundaryEvent: 'timer-transition',
};

/** Where jobs arise in a model, with `jobType` and `jobConfiguration`. */
export function jobPlacesOf(
  definitionId: string,
  model: ProcessModel,
): readonly { readonly at: JobPlace; readonly jobType: string; readonly jobConfiguration: string }[] {
  return model.nodes.flatMap((node) => {
    const at = (place: JobPlace['place']) => ({ definitionId, nodeId: node.id, place });
    const places = [];
    if (node.asyncBefore === true)
      places.push({ at: at('asyncBefore'), jobType: 'async-continuation', jobConfiguration: 'async-before' });
    if (node.asyncAfter === true)
      places.push({ at: at('asyncAfter'), jobType: 'async-continuation', jobConfiguration: 'async-after' });
    if ('work' in node && node.work.kind === 'job' && node.work.performer === 'connector')
      places.push({ at: at('work'), jobType: 'connector', jobConfiguration: 'connector' });
    const timer = 'definitions' in node ? node.definitions.find((one) => one.kind === 'timer') : undefined;
    if (timer !== undefined)
      places.push({
        at: at('timer'),
        jobType: TIMER_TYPE[node.type] ?? 'timer-transition',
        jobConfiguration: timerWords(timer),
      });
    return places;
  });
}

function timerWords(timer: Extract<EventDefinition, { kind: 'timer' }>): string {
  if (timer.form === 'ask') return timer.words;
  const { value } = timer;
  return `${timer.form.toUpperCase()}: ${'literal' in value ? value.literal : value.expression.text}`;
}
