import { createJob } from '../../behaviour/job-work.ts';
import { createTask } from '../../behaviour/person-work.ts';
import { openMessage } from '../../behaviour/subscribe.ts';
import { composeMessage } from '../../behaviour/throw.ts';
import type { TaskModel } from '../../model/process-model.ts';
import { isEmptyRecord } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';
import { evaluateDecision } from './decision-work.ts';
import { evaluateScript } from './script-work.ts';

/**
 * Every kind of task (BPMN 2.0.2 clause 10.3.3, 13.3.3): what distinguishes them when they run is who does the work, and
 * that is what the importer has written into `work`: a person, a worker, an expression, a decision, a message to come,
 * or nobody (the token passes).
 */
export const task: ElementBehaviour<TaskModel> = {
  activate(run, item, node, occurred) {
    if (occurred !== undefined) {
      run.push({ kind: 'complete', itemId: item.id, variables: occurred });
      return;
    }
    const { work } = node;
    switch (work.kind) {
      case 'person':
        createTask(run, item, work);
        break;
      case 'job':
        createJob(run, item, work);
        break;
      case 'message':
        openMessage(run, item, node.id, work.message, 0);
        break;
      case 'script':
        run.push({ kind: 'complete', itemId: item.id, variables: evaluateScript(run, item, work) });
        break;
      case 'decision':
        run.push({ kind: 'complete', itemId: item.id, variables: evaluateDecision(run, item, work) });
        break;
      case 'send':
        run.emit(item, { type: 'MessageThrown', ...composeMessage(run, item, work.message), ...run.of(item) });
        run.push({ kind: 'complete', itemId: item.id, variables: {} });
        break;
      case 'none':
        run.push({ kind: 'complete', itemId: item.id, variables: {} });
        break;
    }
  },
  /**
   * With a result variable the answer of the work is the value of that variable, as Camunda 7 does with what Java code
   * returns; a worker that names the variable itself has said what its value is.
   */
  worked(run, item, node, variables) {
    const name = node.work.kind === 'job' ? node.work.resultVariable : undefined;
    const isAnswer = name !== undefined && !isEmptyRecord(variables) && !Object.hasOwn(variables, name);
    run.push({ kind: 'complete', itemId: item.id, variables: isAnswer ? { [name]: variables } : variables });
  },
};
