import { apiPaths, TASK_SCOPES, type Page, type TaskScope, type TaskSummary } from '#contracts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../terminal.ts';

export interface TasksOptions {
  readonly scope?: string;
  readonly instance?: string;
  readonly process?: string;
  readonly search?: string;
}

/** Without a scope: what I could do now, my own tasks first, then those of my groups. */
export async function tasks(context: CommandContext, options: TasksOptions): Promise<void> {
  const server = await context.server('task:work');
  const found: TaskSummary[] = [];
  for (const scope of scopesOf(options.scope)) {
    const query = new URLSearchParams({ scope, limit: '200' });
    const filters = { instanceId: options.instance, definitionKey: options.process, search: options.search };
    for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, value);
    found.push(...(await server.request<Page<TaskSummary>>('GET', `${apiPaths.tasks}?${query.toString()}`)).items);
  }
  const rows = found.map(({ id, name, instance, definition, assignee, candidateGroups, dueDate }) => [
    id,
    name,
    instance.businessKey ?? instance.id,
    definition.name ?? definition.key,
    assignee?.name ?? `(${candidateGroups.join(', ')})`,
    dueDate?.slice(0, 10) ?? '',
  ]);
  context.answer(
    found,
    found.length === 0 ? 'No tasks.\n' : table(['TASK', 'NAME', 'CASE', 'PROCESS', 'WHO', 'DUE'], rows),
  );
}

function scopesOf(scope: string | undefined): readonly TaskScope[] {
  if (scope === undefined) return ['mine', 'groups'];
  const known = TASK_SCOPES.find((one) => one === scope);
  if (known === undefined)
    throw new CliError(
      'USAGE',
      `Expected --scope to be one of ${TASK_SCOPES.join(', ')}, but it is ${JSON.stringify(scope)}.`,
    );
  return [known];
}
