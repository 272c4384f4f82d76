import { Body, Controller, HttpCode, Inject, Param } from '@nestjs/common';
import type { HandOverRequest, TaskColleagues, TaskDetail, TaskNote, TaskNotes, WriteNoteRequest } from '#contracts';
import { Identity, type Account } from '#identity';
import { ProblemError } from '#platform';
import type { CommentView, Runtime, TaskView } from '#runtime';
import { CurrentAccount, may } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { RUNTIME } from '../server-ports.ts';
import { isCandidate } from './task-actor.ts';
import { TaskViews } from './task-views.ts';

const tag = 'Tasks';
const problems = { 404: 'There is no such open task.' } as const;

/** What colleagues have to say to one another about a task, and giving it on without a head. */
@Controller()
export class HandOverController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly identity: Identity,
    private readonly views: TaskViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/tasks/:id/colleagues',
    access: 'task:work',
    summary: 'To whom a task can be handed',
    tag,
    answer: { shape: 'TaskColleagues' },
    problems,
  })
  async colleagues(@Param('id') id: string, @CurrentAccount() account: Account): Promise<TaskColleagues> {
    const task = await this.#mine(id, account);
    return { people: (await this.#meant(task)).map(({ name, displayName }) => ({ name, displayName })) };
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/hand-over',
    access: 'task:work',
    summary: 'Give a task to a colleague, with a note',
    tag,
    body: 'HandOverRequest',
    answer: { shape: 'TaskDetail' },
    problems: { ...problems, 409: 'Somebody else has it by now.', 422: 'It is not meant for this person.' },
  })
  @HttpCode(200)
  async handOver(
    @Param('id') id: string,
    @Body() { to, note }: HandOverRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskDetail> {
    const task = await this.#mine(id, account);
    const colleague = (await this.#meant(task)).find(({ name }) => name === to);
    if (colleague === undefined) {
      throw new ProblemError(
        422,
        'ASSIGNEE_UNKNOWN',
        `Expected a colleague "${task.name}" is meant for, but ${JSON.stringify(to)} is none.`,
        { errors: [{ pointer: '/to', detail: 'Expected one of the colleagues of the task.' }] },
      );
    }
    // Whose it is has been looked at above, in the terms of accounts that work for every group.
    const given = await this.runtime.tasks.assign(id, colleague.name);
    if (note !== undefined) await this.runtime.tasks.comment({ taskId: id, message: note, userId: account.name });
    return this.views.detail(given, await this.runtime.tasks.variables(id), account);
  }

  @Operation({
    method: 'get',
    path: '/api/tasks/:id/notes',
    access: ['task:work', 'task:assign'],
    summary: 'What was written about a task',
    tag,
    answer: { shape: 'TaskNotes' },
  })
  async notes(@Param('id') id: string): Promise<TaskNotes> {
    return { notes: (await this.runtime.tasks.comments(id)).map(noteOf).toReversed() };
  }

  @Operation({
    method: 'post',
    path: '/api/tasks/:id/notes',
    access: ['task:work', 'task:assign'],
    summary: 'Write a note about a task',
    tag,
    body: 'WriteNoteRequest',
    status: 201,
    answer: { shape: 'TaskNote' },
    problems,
  })
  async write(
    @Param('id') id: string,
    @Body() { message }: WriteNoteRequest,
    @CurrentAccount() account: Account,
  ): Promise<TaskNote> {
    if (!may(account, 'task:assign')) await this.#mine(id, account);
    return noteOf(await this.runtime.tasks.comment({ taskId: id, message, userId: account.name }));
  }

  /** @throws ProblemError 403 when it is neither one's own nor open for one */
  async #mine(id: string, account: Account): Promise<TaskView> {
    const task = await this.runtime.tasks.get(id);
    if (task.assignee === account.name || (task.assignee === null && isCandidate(account, task))) return task;
    throw new ProblemError(
      403,
      'TASK_NOT_YOURS',
      `Expected a task of your own, but "${task.name}" is ${task.assignee === null ? 'not offered to you' : `${task.assignee}'s`}.`,
      { elementId: task.nodeId },
    );
  }

  /** Everybody who works on tasks and is a candidate of this one, but for whoever has it. */
  async #meant(task: TaskView): Promise<readonly Account[]> {
    return (await this.identity.people()).filter(
      (one) => may(one, 'task:work') && one.name !== task.assignee && isCandidate(one, task),
    );
  }
}

function noteOf({ id, at, userId, message }: CommentView): TaskNote {
  return { id, at, by: userId, message };
}
