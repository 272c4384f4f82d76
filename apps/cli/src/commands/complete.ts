import {
  apiPaths,
  type CompleteTaskRequest,
  type JsonObject,
  type TaskCompletion,
  type TaskDetail,
  type TaskQuestion,
} from '#contracts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';

export interface CompleteOptions {
  readonly var?: JsonObject;
  readonly answer?: readonly string[];
  readonly date?: string;
}

export async function complete(context: CommandContext, id: string, options: CompleteOptions): Promise<void> {
  const server = await context.server('task:work');
  const task = await server.request<TaskDetail>('GET', apiPaths.task(id));
  const request: CompleteTaskRequest = {
    ...(options.var === undefined ? {} : { variables: options.var }),
    ...(options.date === undefined ? {} : { date: options.date }),
    answers: answersOf(task.asks, options.answer ?? []),
  };
  const completion = await server.request<TaskCompletion>('POST', apiPaths.completeTask(id), request);
  const next = completion.next.map((one) => `  next: ${one.id}  ${one.name}\n`).join('');
  context.answer(completion, `Completed "${task.name}".\n${next}`);
}

/** Each answer is a label or flow id, or `gateway=…` where the same label stands at several questions. */
export function answersOf(
  asks: readonly TaskQuestion[],
  given: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const answers = new Map<string, string[]>();
  for (const text of given) {
    const found = asks.flatMap(({ gatewayId, answers: possible }) =>
      possible
        .filter(({ flowId, label }) =>
          [label, flowId, `${gatewayId}=${label}`, `${gatewayId}=${flowId}`].some((one) => same(one, text)),
        )
        .map(({ flowId }) => ({ gatewayId, flowId })),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) {
      const possible = asks
        .map(
          (ask) =>
            `\n  ${ask.text || ask.gatewayId} (${ask.gatewayId}): ${ask.answers.map(({ label }) => label).join(' | ')}`,
        )
        .join('');
      throw new CliError(
        'USAGE',
        `Expected one of these answers, but ${JSON.stringify(text)} ${only === undefined ? 'is none' : 'fits several'}:${possible || ' the task asks nothing'}`,
      );
    }
    answers.set(only.gatewayId, [...(answers.get(only.gatewayId) ?? []), only.flowId]);
  }
  return Object.fromEntries(answers);
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
