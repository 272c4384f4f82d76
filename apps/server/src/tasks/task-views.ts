import { Inject, Injectable } from '@nestjs/common';
import type { TaskDetail, TaskSummary } from '#contracts';
import { Identity, type Account } from '#identity';
import type { Settings } from '#platform';
import { dayAtEdge, type EndedTaskView, type TaskView } from '#runtime';
import type { AskedData } from '../definitions/check-form.ts';
import { CaseDataWords } from '../definitions/case-data-words.ts';
import { DefinitionCatalogue, personWorkOf } from '../definitions/definition-catalogue.ts';
import { DeployedForms } from '../definitions/deployed-forms.ts';
import { may } from '../http/caller.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { CaseNumbers } from '../instances/case-numbers.ts';
import { Suspensions } from '../instances/suspensions.ts';
import { SETTINGS } from '../server-ports.ts';
import { adHocChoices } from './ad-hoc-choices.ts';
import { OpenSteps } from './open-steps.ts';
import { isCandidate } from './task-actor.ts';

/** Tasks as the contract shows them. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly catalogue: DefinitionCatalogue,
    private readonly forms: DeployedForms,
    private readonly words: CaseDataWords,
    private readonly identity: Identity,
    private readonly numbers: CaseNumbers,
    private readonly suspensions: Suspensions,
    private readonly openSteps: OpenSteps,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async summary(task: TaskView | EndedTaskView): Promise<TaskSummary> {
    const [definition, assignee, partOf, suspension] = await Promise.all([
      this.catalogue.ref(task.definitionId),
      this.#person(task.assignee),
      this.numbers.partOf(task),
      task.suspended ? this.suspensions.of(task) : undefined,
    ]);
    const ended = 'endedAt' in task ? task : undefined;
    return {
      id: task.id,
      name: oneLine(task.name),
      purpose: task.purpose,
      state: ended?.outcome ?? 'open',
      nodeId: task.nodeId,
      instance: { id: task.instanceId, ...present({ businessKey: task.businessKey, partOf }) },
      definition,
      candidateGroups: task.candidateGroups,
      candidateUsers: task.candidateUsers,
      priority: task.priority,
      createdAt: task.createdAt,
      late: ended === undefined && task.dueDate !== null && Date.parse(task.dueDate) < Date.now(),
      ...present({
        suspension,
        rounds: task.rounds.length === 0 ? undefined : task.rounds,
        assignee,
        dueDate: task.dueDate,
        dueDay: this.#day(task.dueDate, 'end'),
        followUpDate: task.followUpDate,
        followUpDay: this.#day(task.followUpDate, 'start'),
        completedAt: ended?.endedAt,
        completedBy: ended?.completedBy,
      }),
    };
  }

  /** What its form asks for. */
  async asked(task: TaskView | EndedTaskView): Promise<AskedData> {
    const node = await this.catalogue.node(task.definitionId, task.nodeId);
    const fields = node === undefined ? undefined : personWorkOf(node)?.formFields;
    return { fields, form: await this.forms.find(task.definitionId, task.formKey, fields) };
  }

  /** The steps to choose from, of the task of an ad-hoc subprocess. */
  async choices(task: TaskView | EndedTaskView): Promise<TaskDetail['choices']> {
    return adHocChoices(await this.catalogue.model(task.definitionId), task.nodeId);
  }

  async detail(
    task: TaskView | EndedTaskView,
    variables: TaskDetail['variables'],
    account: Account,
  ): Promise<TaskDetail> {
    const node = await this.catalogue.node(task.definitionId, task.nodeId);
    const choices = await this.choices(task);
    const [summary, { form }, dataGroups, openSteps] = await Promise.all([
      this.summary(task),
      this.asked(task),
      this.words.groups(task.definitionId),
      choices === undefined || 'endedAt' in task ? undefined : this.openSteps.of(task),
    ]);
    return {
      ...summary,
      ...present({ instruction: task.instruction, lane: node?.lane, form, choices, openSteps }),
      asks: task.asks,
      needsSecondPerson: task.excludedUsers.includes(account.name),
      variables,
      dataGroups,
      may:
        summary.state === 'open'
          ? permitted(task, account)
          : { claim: false, unclaim: false, complete: false, assign: false, handOver: false, followUp: false },
    };
  }

  #day(instant: string | null, edge: 'start' | 'end'): string | undefined {
    return instant === null ? undefined : dayAtEdge(instant, edge, this.settings.timeZone);
  }

  async #person(name: string | null): Promise<TaskSummary['assignee']> {
    if (name === null) return undefined;
    return { name, displayName: (await this.identity.find(name))?.displayName ?? name };
  }
}

function permitted(task: TaskView, account: Account): TaskDetail['may'] {
  const works = may(account, 'task:work');
  const mine = task.assignee === account.name;
  const open = task.assignee === null && works && isCandidate(account, task);
  return {
    claim: open,
    unclaim: mine,
    complete: (mine && works) || open,
    assign: may(account, 'task:assign'),
    handOver: (mine && works) || open,
    followUp: mine || open || may(account, 'task:assign'),
  };
}
