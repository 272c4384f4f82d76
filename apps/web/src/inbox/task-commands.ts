import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { commands } from '../api/commands.ts';
import type { CompleteTaskRequest, HandOverRequest, TaskCompletion, TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { useSeenTasks } from '../notices/seen-tasks.ts';
import { describeProblem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';

export interface TaskCommands {
  readonly claim: UseMutationResult<TaskDetail, Error, string>;
  readonly unclaim: UseMutationResult<TaskDetail, Error, string>;
  readonly assign: UseMutationResult<TaskDetail, Error, { id: string; assignee: string | null }>;
  readonly handOver: UseMutationResult<TaskDetail, Error, { id: string; request: HandOverRequest }>;
  readonly followUp: UseMutationResult<TaskDetail, Error, { id: string; date: string | null }>;
  /** Begins steps of an ad-hoc subprocess. */
  readonly beginSteps: UseMutationResult<TaskDetail, Error, { id: string; steps: readonly string[] }>;
  /** Says nothing by itself: the task's form shows what is wrong where it is wrong. */
  readonly complete: UseMutationResult<TaskCompletion, Error, { id: string; request: CompleteTaskRequest }>;
}

/** What one can do with a task; success and failure are said in a toast, lists and counts are read again. */
export function useTaskCommands(): TaskCommands {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const { see } = useSeenTasks();

  const readAgain = (): void => {
    void client.invalidateQueries({ queryKey: ['task'] });
    void client.invalidateQueries({ queryKey: ['instance'] });
  };
  const remember = (task: TaskDetail): void => {
    client.setQueryData(queries.task(task.id).queryKey, task);
    readAgain();
  };
  const refuse = (error: Error): void => {
    const { what, todo, more } = describeProblem(error, text);
    toast({ tone: 'danger', title: what, detail: [todo, ...more].join(' ') });
    readAgain();
  };
  return {
    claim: useMutation({
      mutationFn: (id: string) => commands.claim(id),
      onSuccess: (task) => {
        see([task.id]);
        remember(task);
        toast({ tone: 'success', title: text.inbox.claimed });
      },
      onError: refuse,
    }),
    unclaim: useMutation({
      mutationFn: (id: string) => commands.unclaim(id),
      onSuccess: (task) => {
        remember(task);
        toast({ tone: 'success', title: text.inbox.unclaimed });
      },
      onError: refuse,
    }),
    assign: useMutation({
      mutationFn: ({ id, assignee }) => commands.assign(id, { assignee }),
      onSuccess: (task) => {
        remember(task);
        toast({
          tone: 'success',
          title: task.assignee === undefined ? text.inbox.unclaimed : text.inbox.assigned(task.assignee.displayName),
        });
      },
      onError: refuse,
    }),
    handOver: useMutation({
      mutationFn: ({ id, request }) => commands.handOver(id, request),
      onSuccess: (task) => {
        remember(task);
        toast({ tone: 'success', title: text.inbox.assigned(task.assignee?.displayName ?? '') });
      },
      onError: refuse,
    }),
    followUp: useMutation({
      mutationFn: ({ id, date }) => commands.followUp(id, { date }),
      onSuccess: (task) => {
        remember(task);
        toast({
          tone: 'success',
          title: task.followUpDate === undefined ? text.inbox.followUpRemoved : text.inbox.followUpSet,
        });
      },
      onError: refuse,
    }),
    beginSteps: useMutation({
      mutationFn: ({ id, steps }) => commands.beginSteps(id, { steps }),
      onSuccess: (task, { steps }) => {
        remember(task);
        const labels = steps.map((step) => task.choices?.find(({ nodeId }) => nodeId === step)?.label ?? step);
        toast({ tone: 'success', title: text.inbox.stepsBegun(labels) });
      },
      onError: refuse,
    }),
    complete: useMutation({
      mutationFn: ({ id, request }) => commands.complete(id, request),
      onSuccess: readAgain,
    }),
  };
}
