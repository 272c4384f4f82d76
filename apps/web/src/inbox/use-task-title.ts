import type { TaskSummary } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { taskTitle } from './task-title.ts';

/** {@link taskTitle} in the language of the screen. */
export function useTaskTitle(): (task: Pick<TaskSummary, 'name' | 'rounds'>) => string {
  const { language, text } = useLanguage();
  return (task) => taskTitle(task, language, text);
}
