import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { PROBLEM_CODES, type CompleteTaskRequest, type JsonObject, type TaskDetail } from '../api/contracts.ts';
import { ProblemError } from '../api/problem-error.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { CaseDataView } from '../parts/case-data-view.tsx';
import { IconButton } from '../parts/button.tsx';
import { CaseForm, fillable } from '../parts/case-form.tsx';
import { DataEntry } from '../parts/data-entry.tsx';
import { newRow, readRows, rowFor, type EntryRow } from '../parts/entry-rows.ts';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import type { SchemaFormHandle } from '../parts/schema-form.tsx';
import { useToast } from '../parts/toast.tsx';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { ChooseSteps } from './choose-steps.tsx';
import { DateQuestion, readMoment } from './date-question.tsx';
import { DropStepsDialog } from './drop-steps-dialog.tsx';
import type { InboxAddress } from './inbox-address.ts';
import { QuestionGroup } from './question-group.tsx';
import { TaskActions } from './task-actions.tsx';
import { useTaskCommands } from './task-commands.ts';
import { useTaskTitle } from './use-task-title.ts';

type Answers = Readonly<Record<string, readonly string[]>>;

/** Questions, date and data of a task, and what one does with it. Everything typed stays until it is completed or discarded. */
export function TaskWork({ task, address }: { task: TaskDetail; address: InboxAddress }): ReactElement {
  const { language, text } = useLanguage();
  const navigate = useNavigate();
  const toast = useToast();
  const commands = useTaskCommands();
  const title = useTaskTitle();
  const [answers, setAnswers] = useState<Answers>({});
  const [moment, setMoment] = useState({ day: '', clock: '08:00' });
  const [rows, setRows] = useState<readonly EntryRow[]>([]);
  const [tried, setTried] = useState(false);
  /** What would be completed if nothing were open: asks first. */
  const [drops, setDrops] = useState<CompleteTaskRequest>();
  const unsaved = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const schemaForm = useRef<SchemaFormHandle>(null);
  const works = task.state === 'open' && task.may.complete;
  const taskForm = fillable(task.form);
  // Only where no form says what to enter.
  const definition = useQuery({
    ...queries.definition(task.definition.key, task.definition.version),
    enabled: works && taskForm === undefined,
  });

  const touched = (): void => {
    unsaved.current = true;
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]') !== null)
        return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);

  const entered = readRows(rows, language, text);
  const date = task.purpose === 'date' ? readMoment(moment, new Date(), text) : undefined;
  const openQuestions = task.asks.filter((question) => (answers[question.gatewayId] ?? []).length === 0);

  const complete = (request: CompleteTaskRequest): void => {
    commands.complete.mutate(
      { id: task.id, request },
      {
        onSuccess: ({ next }) => {
          unsaved.current = false;
          const following = next[0];
          toast({
            tone: 'success',
            title: text.inbox.completed(title(task)),
            detail: following === undefined ? text.inbox.caseFinishedHere : text.inbox.goOnWith(title(following)),
          });
          void navigate(address.toTask(following?.id));
        },
        onError: (error) => {
          if (error instanceof ProblemError && error.code === PROBLEM_CODES.stepsStillOpen) setDrops(request);
        },
      },
    );
  };

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (!works || task.suspension !== undefined || commands.complete.isPending) return;
    setTried(true);
    const filled = taskForm === undefined ? { variables: {} as JsonObject } : await schemaForm.current?.collect();
    if (openQuestions.length > 0 || entered.errors.length > 0 || date?.error !== undefined || filled === undefined) {
      // Waits for the marks of what is wrong to be there, then goes to the first of them.
      window.requestAnimationFrame(() => {
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-faulty="true"] input')?.focus();
      });
      return;
    }
    const variables = { ...filled.variables, ...entered.variables };
    const request: CompleteTaskRequest = {
      ...(Object.keys(variables).length > 0 ? { variables } : {}),
      ...(task.asks.length > 0 ? { answers } : {}),
      ...(date?.value === undefined ? {} : { date: date.value }),
    };
    complete({ ...request, ...(task.choices === undefined ? {} : { dropOpenSteps: false }) });
  };

  // A form shows what its step needs; everything else of the case would only stand in its way.
  const foldsData = works && taskForm !== undefined;
  const caseData =
    Object.keys(task.variables).length === 0 ? (
      <p className="soft">{text.inbox.noCaseData}</p>
    ) : (
      <CaseDataView
        data={task.variables}
        groups={task.dataGroups}
        instanceId={task.instance.id}
        level={4}
        action={(name) => {
          if (!works || foldsData || !Object.hasOwn(task.variables, name)) return null;
          const row = rowFor(name, task.variables[name] ?? null, language);
          if (row === undefined || rows.some((each) => each.name === name)) return null;
          return (
            <IconButton pictogram="edit" label={text.entry.change(name)} onClick={() => setRows([...rows, row])} />
          );
        }}
      />
    );
  return (
    <form className="task-work" ref={form} noValidate onSubmit={(event) => void submit(event)} onInput={touched}>
      <UnsavedGuard unsaved={unsaved} />
      {foldsData ? null : (
        <section className="block" aria-labelledby="data-title">
          <h3 id="data-title">{text.inbox.caseData}</h3>
          {caseData}
        </section>
      )}
      {task.state === 'open' && task.needsSecondPerson ? (
        <Notice tone="info" title={text.inbox.needsSecondPerson}>
          <p>{text.inbox.needsSecondPersonText}</p>
        </Notice>
      ) : null}
      {works && taskForm !== undefined ? (
        <section className="block" aria-labelledby="entry-title">
          <h3 id="entry-title">{text.inbox.entry}</h3>
          <CaseForm handle={schemaForm} form={taskForm} data={task.variables} onChange={touched} />
        </section>
      ) : null}
      {works && task.form?.kind === 'unknown' ? (
        <Notice tone="warning" title={text.inbox.formMissing(task.form.key)}>
          <p>{text.inbox.formMissingText}</p>
        </Notice>
      ) : null}
      {works && taskForm === undefined ? (
        <DataEntry
          title={text.inbox.entry}
          hint={text.inbox.entryHint}
          rows={rows}
          errors={tried ? entered.errors : []}
          onChange={(next) => {
            touched();
            setRows(next);
          }}
          onAdd={() => setRows([...rows, newRow()])}
          knownNames={definition.data?.variableNames ?? []}
        />
      ) : null}
      {works
        ? task.asks.map((question) => (
            <QuestionGroup
              key={question.gatewayId}
              question={question}
              chosen={answers[question.gatewayId] ?? []}
              faulty={
                (tried && (answers[question.gatewayId] ?? []).length === 0) ||
                (commands.complete.error instanceof ProblemError &&
                  commands.complete.error.elementId === question.gatewayId)
              }
              onChoose={(flowIds) => setAnswers({ ...answers, [question.gatewayId]: flowIds })}
            />
          ))
        : null}
      {works ? <ChooseSteps task={task} commands={commands} /> : null}
      {works && task.purpose === 'date' ? (
        <DateQuestion moment={moment} onChange={setMoment} error={tried ? date?.error : undefined} />
      ) : null}
      {foldsData ? (
        <details className="block fold">
          <summary>{text.inbox.allCaseData}</summary>
          {caseData}
        </details>
      ) : null}
      {drops === undefined ? null : (
        <DropStepsDialog
          task={task}
          onDrop={() => {
            setDrops(undefined);
            complete({ ...drops, dropOpenSteps: true });
          }}
          onClose={() => {
            setDrops(undefined);
            commands.complete.reset();
          }}
        />
      )}
      {commands.complete.isError && drops === undefined ? <Problem error={commands.complete.error} /> : null}
      <TaskActions task={task} commands={commands} />
    </form>
  );
}
