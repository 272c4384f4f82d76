import { Body, Controller, HttpCode, Inject, Param } from '@nestjs/common';
import type {
  AssignTaskRequest,
  BeginStepsRequest,
  CompleteTaskRequest,
  FollowUpRequest,
  Page,
  TaskChoice,
  TaskCompletion,
  TaskCounts,
  TaskDetail,
  TaskQuery,
  TaskSummary,
} from '#contracts';
import { Identity, type Account } from '#identity';
import { ProblemError } from '#platform';
import { isRuntimeError, type EndedTaskView, type Runtime, type TaskView } from '#runtime';
import { CheckedQuery, CurrentAccount, may } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { isCandidate, supervisorOf, workerOf, worksForEveryGroup } from './task-actor.ts';
import { OpenSteps } from './open-steps.ts';
import { INBOX_ORDER, queryFilter, scopeFilter } from './task-scopes.ts';
import { checkForm } from '../definitions/check-form.ts';
import { TaskViews } from './task-views.ts';

const tag = 'Tasks';
const problems = { 404: 'There is no such task.', 409: 'It is completed, or somebody else has it.' } as const;
/** What a task that is over is told as, by whoever looks for it or for its variables. */
const GONE: ReadonlySet<string> = new Set(['TASK_NOT_FOUND', 'SCOPE_NOT_FOUND']);
/** Groups counted for somebody who works for all of them. */
const COUNTED_TASKS = 1000;

@Controller()
export class TasksController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly views: TaskViews,
    private readonly identity: Identity,
    private readonly openSteps: OpenSteps,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/tasks',
    access: ['task:work', 'task:assign'],
    summary: 'Tasks by the filters of the inbox',
    tag,
    query: 'TaskQuery',
    answer: { pageOf: 'TaskSummary' },
  })
  async list(@CheckedQuery() query: TaskQuery, @CurrentAccount() account: Account): Promise<Page<TaskSummary>> {
    const window = windowOf(query);
    const scope = query.scope ?? 'mine';
    if (scope === 'all' && !may(account, 'task:assign')) {
      throw new ProblemError(
        403,
        'PERMISSION_MISSING',
        'Expected the permission task:assign for the scope "all", but the caller does not have it.',
      );
    }
    const { items, total } =
      scope === 'done'
        ? await this.runtime.tasks.history({
            ...present({ instanceId: query.instanceId, definitionKey: query.definitionKey }),
            completedBy: account.name,
            ...window,
          })
        : await this.runtime.tasks.list({
            ...scopeFilter(scope, account, new Date().toISOString()),
            ...queryFilter(query),
            ...window,
            sort: INBOX_ORDER,
          });
    return pageOf(await Promise.all(items.map((task) => this.views.summary(task))), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/tasks/counts',
    access: ['task:work', 'task:assign'],
    summary: 'The numbers beside the filters of the inbox',
    tag,
    answer: { shape: 'TaskCounts' },
  })
  async counts(@CurrentAccount() account: Account): Promise<TaskCounts> {
    const now = new Date().toISOString();
    const { tasks } = this.runtime;
    const count = (scope: 'mine' | 'groups' | 'followUps' | 'late' | 'all') =>
      tasks.count(scopeFilter(scope, account, now));
    const [mine, groups, followUps, late, all, done, byGroup] = await Promise.all([
      count('mine'),
      count('groups'),
      count('followUps'),
      count('late'),
      may(account, 'task:assign') ? count('all') : undefined,
      tasks.history({ completedBy: account.name, limit: 1 }),
      this.#byGroup(account, now),
    ]);
    return { mine, groups, followUps, late, done: done.total, byGroup, ...present({ all }) };
  }

  @Operation({
    method: 'get',
    path: '/api/tasks/:id',
    access: ['task:work', 'task:assign'],
    summary: 'One task with instruction, questions, form and case data',
    tag,
    answer: { shape: 'TaskDetail' },
    problems: { 404: 'There is no such task.' },
  })
  async get(@Param('id') id: string, @CurrentAccount() account: Account): Promise<TaskDetail> {
    const { open, ended } = await this.#find(id);
    if (ended !== undefined) {
      const variables = await this.runtime.instances.variables(ended.instanceId, ended.instanceId);
      return this.views.detail(ended, Object.fromEntries(variables.map(({ name, value }) => [name, value])), account);
    }
    return this.#detail(open, account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/claim',
    access: 'task:work',
    summary: 'Make a task mine',
    tag,
    answer: { shape: 'TaskDetail' },
    problems,
  })
  @HttpCode(200)
  async claim(@Param('id') id: string, @CurrentAccount() account: Account): Promise<TaskDetail> {
    const task = await this.#open(id);
    if (task.assignee !== null && task.assignee !== account.name) {
      throw new ProblemError(
        409,
        'TASK_ALREADY_CLAIMED',
        `Expected a task nobody has claimed, but "${task.name}" belongs to ${task.assignee}.`,
      );
    }
    return this.#detail(await this.#unlessOver(id, () => this.runtime.tasks.claim(id, workerOf(account))), account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/unclaim',
    access: ['task:work', 'task:assign'],
    summary: 'Give a task back to its groups',
    tag,
    answer: { shape: 'TaskDetail' },
    problems,
  })
  async unclaim(@Param('id') id: string, @CurrentAccount() account: Account): Promise<TaskDetail> {
    const task = await this.#open(id);
    if (task.assignee !== account.name) refuseForeign(task);
    return this.#detail(await this.runtime.tasks.unclaim(id, workerOf(account)), account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/assign',
    access: 'task:assign',
    summary: 'Give a task to a colleague or back to its groups',
    tag,
    body: 'AssignTaskRequest',
    answer: { shape: 'TaskDetail' },
    problems: { ...problems, 422: 'The colleague does not exist or does not work on tasks.' },
  })
  async assign(
    @Param('id') id: string,
    @Body() { assignee }: AssignTaskRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskDetail> {
    await this.#open(id);
    const colleague = assignee === null ? undefined : await this.identity.find(assignee);
    if (assignee !== null && (colleague === undefined || !may(colleague, 'task:work'))) {
      throw new ProblemError(
        422,
        'ASSIGNEE_UNKNOWN',
        `Expected somebody who works on tasks, but ${JSON.stringify(assignee)} does not exist or does not.`,
        {
          errors: [{ pointer: '/assignee', detail: 'Expected the log-in name of somebody who works on tasks.' }],
        },
      );
    }
    return this.#detail(await this.runtime.tasks.assign(id, colleague?.name ?? null, supervisorOf(account)), account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/follow-up',
    access: ['task:work', 'task:assign'],
    summary: 'Put a task off to a date',
    tag,
    body: 'FollowUpRequest',
    answer: { shape: 'TaskDetail' },
    problems,
  })
  async followUp(
    @Param('id') id: string,
    @Body() { date }: FollowUpRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskDetail> {
    const task = await this.#open(id);
    const mine = task.assignee === account.name || (task.assignee === null && isCandidate(account, task));
    if (!mine && !may(account, 'task:assign')) refuseForeign(task);
    const followUpDate = date === null ? null : new Date(date).toISOString();
    return this.#detail(await this.runtime.tasks.update(id, { followUpDate }), account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/steps',
    access: 'task:work',
    summary: 'Begin steps of an ad-hoc subprocess',
    tag,
    body: 'BeginStepsRequest',
    answer: { shape: 'TaskDetail' },
    problems: { ...problems, 422: 'A step is none of the choices of the task.' },
  })
  @HttpCode(200)
  async beginSteps(
    @Param('id') id: string,
    @Body() { steps }: BeginStepsRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskDetail> {
    const task = await this.#open(id);
    const mine = task.assignee === account.name || (task.assignee === null && isCandidate(account, task));
    if (!mine || task.excludedUsers.includes(account.name)) refuseForeign(task);
    const choices = (await this.views.choices(task)) ?? [];
    const place = steps.findIndex((step) => !choices.some(({ nodeId }) => nodeId === step));
    if (place >= 0 || steps.length === 0) refuseChoice(task, choices, Math.max(place, 0));
    await this.#unlessOver(id, () => this.runtime.instances.chooseAdHocActivities(task.elementInstanceId, steps));
    return this.get(id, account);
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/complete',
    access: 'task:work',
    summary: 'Complete a task with answers and data',
    tag,
    body: 'CompleteTaskRequest',
    answer: { shape: 'TaskCompletion' },
    problems: { ...problems, 422: 'An answer is missing or unknown, or a value does not fit.' },
  })
  async complete(
    @Param('id') id: string,
    @Body() body: CompleteTaskRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskCompletion> {
    const task = await this.#open(id);
    if (task.assignee !== null && task.assignee !== account.name) refuseForeign(task);
    requireAnswers(task, body);
    if (body.dropOpenSteps === false) await this.#refuseToDrop(task);
    const { variables, answers, date } = body;
    const known = await this.#unlessOver(id, () => this.runtime.tasks.variables(id));
    checkForm(await this.views.asked(task), variables ?? {}, known, new Date().toISOString());
    const command = { taskId: id, actor: workerOf(account), ...present({ variables, answers, date }) };
    await this.#unlessOver(id, () => this.runtime.tasks.complete(command));
    const { items } = await this.runtime.tasks.list({ rootId: task.rootId, limit: 20, sort: INBOX_ORDER });
    const next = items.filter(
      (one) => one.assignee === account.name || (one.assignee === null && isCandidate(account, one)),
    );
    return { instanceId: task.instanceId, next: await Promise.all(next.map((one) => this.views.summary(one))) };
  }

  async #refuseToDrop(task: TaskView): Promise<void> {
    if ((await this.views.choices(task)) === undefined) return;
    const open = await this.openSteps.of(task);
    if (open.length === 0) return;
    const which = open.map(({ label }) => `"${label}"`).join(', ');
    throw new ProblemError(
      409,
      'STEPS_STILL_OPEN',
      `Expected nothing to be open inside "${task.name}", but completing it would drop ${which}.`,
      { elementId: task.nodeId },
    );
  }

  /** Somebody may finish it between our looking and our acting: then the answer is the same as if it had been before. */
  async #unlessOver<Result>(id: string, act: () => Promise<Result>): Promise<Result> {
    try {
      return await act();
    } catch (error) {
      if (isRuntimeError(error) && GONE.has(error.code)) await this.#open(id);
      throw error;
    }
  }

  async #detail(task: TaskView, account: Account): Promise<TaskDetail> {
    return this.views.detail(task, await this.runtime.tasks.variables(task.id), account);
  }

  async #find(
    id: string,
  ): Promise<
    | { readonly open: TaskView; readonly ended?: undefined }
    | { readonly open?: undefined; readonly ended: EndedTaskView }
  > {
    try {
      return { open: await this.runtime.tasks.get(id) };
    } catch (error) {
      if (!isRuntimeError(error) || error.code !== 'TASK_NOT_FOUND') throw error;
      const [ended] = (await this.runtime.tasks.history({ ids: [id], limit: 1 })).items;
      if (ended === undefined) throw error;
      return { ended };
    }
  }

  /** @throws ProblemError 409 when it is over */
  async #open(id: string): Promise<TaskView> {
    const { open, ended } = await this.#find(id);
    if (open !== undefined) return open;
    const how =
      ended.outcome === 'completed'
        ? `completed${ended.completedBy === null ? '' : ` by ${ended.completedBy}`}`
        : 'withdrawn by the process';
    throw new ProblemError(
      409,
      'TASK_ALREADY_COMPLETED',
      `Expected an open task, but "${ended.name}" was ${how} at ${ended.endedAt}.`,
      { elementId: ended.nodeId },
    );
  }

  async #byGroup(account: Account, now: string): Promise<TaskCounts['byGroup']> {
    const { tasks } = this.runtime;
    if (!worksForEveryGroup(account)) {
      const counts = await Promise.all(
        account.groups.map(
          async (group) => [group, await tasks.count({ candidateGroups: [group], unassigned: true })] as const,
        ),
      );
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    }
    const { items } = await tasks.list({ ...scopeFilter('groups', account, now), limit: COUNTED_TASKS });
    const counts = new Map<string, number>();
    for (const group of items.flatMap(({ candidateGroups }) => candidateGroups))
      counts.set(group, (counts.get(group) ?? 0) + 1);
    return Object.fromEntries(counts);
  }
}

/** The engine would ask again by a task of its own; whoever works a task here has seen the question and answers it. */
function requireAnswers({ asks }: TaskView, { answers = {} }: CompleteTaskRequest): void {
  const open = asks.find(({ gatewayId }) => !Object.hasOwn(answers, gatewayId));
  if (open === undefined) return;
  const labels = open.answers.map(({ label }) => label).join(', ');
  throw new ProblemError(
    422,
    'ANSWER_MISSING',
    `Expected an answer to "${open.text}" (${labels}), but there is none.`,
    {
      elementId: open.gatewayId,
      errors: [
        {
          pointer: `/answers/${open.gatewayId}`,
          detail: `Expected one of the flows ${open.answers.map(({ flowId }) => flowId).join(', ')}.`,
        },
      ],
    },
  );
}

function refuseChoice(task: TaskView, choices: readonly TaskChoice[], place: number): never {
  const offered = choices.map(({ nodeId }) => nodeId).join(', ');
  throw new ProblemError(
    422,
    'STEP_NOT_OFFERED',
    `Expected steps "${task.name}" offers (${offered}), but got none or another.`,
    { elementId: task.nodeId, errors: [{ pointer: `/steps/${place}`, detail: `Expected one of ${offered}.` }] },
  );
}

function refuseForeign(task: TaskView): never {
  const whose = task.assignee === null ? 'not offered to you' : `${task.assignee}'s`;
  throw new ProblemError(403, 'TASK_NOT_YOURS', `Expected a task of your own, but "${task.name}" is ${whose}.`, {
    elementId: task.nodeId,
  });
}
