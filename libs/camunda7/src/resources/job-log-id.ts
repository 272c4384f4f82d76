import type { JobLogFilter, JobLogView } from '#runtime';
import type { Filter } from '../http/filter.ts';

const OUTCOMES: readonly JobLogView['outcome'][] = ['created', 'completed', 'failed', 'error', 'canceled'];

/** A row of the log of jobs or external tasks has no id of its own: case, job, try and outcome name it. */
export function logId({ instanceId, jobId, attempt, outcome }: JobLogView): string {
  return [instanceId, jobId, attempt, outcome].join(':');
}

/** The row an id names; undefined when it can name none. */
export function ofLogId(id: string): JobLogFilter | undefined {
  const [instanceId = '', jobId = '', attempt = '', word, ...rest] = id.split(':');
  const outcome = OUTCOMES.find((one) => one === word);
  if (instanceId === '' || jobId === '' || !/^\d{1,9}$/.test(attempt) || outcome === undefined || rest.length > 0)
    return undefined;
  return { instanceId, jobId, attempt: Number(attempt), outcomes: [outcome] };
}

/** The kinds of rows asked for; with several of them a row would have to be all at once, as in Camunda 7. */
export function outcomesOf(filter: Filter): readonly JobLogView['outcome'][] {
  const kinds: (readonly JobLogView['outcome'][])[] = [];
  if (filter.flag('creationLog') === true) kinds.push(['created']);
  if (filter.flag('failureLog') === true) kinds.push(['failed']);
  if (filter.flag('successLog') === true) kinds.push(['completed', 'error']);
  if (filter.flag('deletionLog') === true) kinds.push(['canceled']);
  return kinds.reduce((all, kind) => all.filter((outcome) => kind.includes(outcome)), OUTCOMES);
}

/** What a row is. A BPMN error ends the work as planned in the model: to Camunda 7 that is a success. */
export function kindOfLog({ outcome }: JobLogView): Record<string, boolean> {
  return {
    creationLog: outcome === 'created',
    failureLog: outcome === 'failed',
    successLog: outcome === 'completed' || outcome === 'error',
    deletionLog: outcome === 'canceled',
  };
}

/** A text that is meant as written, for a pattern with `%`. */
export function exactly(text: string | undefined): string | undefined {
  return text?.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
