import { useRef, useState, type ReactElement } from 'react';
import type { JsonObject, TrialTask } from '../api/contracts.ts';
import { DateQuestion, readMoment } from '../inbox/date-question.tsx';
import { QuestionGroup } from '../inbox/question-group.tsx';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { CaseForm, fillable } from '../parts/case-form.tsx';
import { Notice } from '../parts/notice.tsx';
import type { SchemaFormHandle } from '../parts/schema-form.tsx';
import { AdHocChoice } from './ad-hoc-choice.tsx';
import { ErrorCode } from './error-code.tsx';
import { TrialCard, TrialTrouble } from './trial-card.tsx';
import { useEntry } from './use-entry.tsx';

type Answers = Readonly<Record<string, readonly string[]>>;

/** A task of a trial with everything its clerk would see: instruction, form, questions, date. */
export function TaskCard({
  task,
  now,
  isOneOfSeveral,
  knownNames,
  open,
  onOpen,
  onPerform,
}: {
  task: TrialTask;
  /** The clock of the trial. */
  now: string;
  isOneOfSeveral: boolean;
  knownNames: readonly string[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const text = useText();
  const words = text.trial;
  const [answers, setAnswers] = useState<Answers>({});
  const [moment, setMoment] = useState({ day: '', clock: '08:00' });
  const [tried, setTried] = useState(false);
  const handle = useRef<SchemaFormHandle>(null);
  const entry = useEntry(text.inbox.entry, text.inbox.entryHint, knownNames);
  const form = fillable(task.form);
  const selector = {
    elementId: task.nodeId,
    ...(isOneOfSeveral ? { position: task.position } : {}),
  };
  const date = task.purpose === 'date' ? readMoment(moment, new Date(now), text) : undefined;
  const missing = task.asks.filter(({ gatewayId }) => (answers[gatewayId] ?? []).length === 0);
  const complete = async (): Promise<void> => {
    setTried(true);
    const filled = form === undefined ? entry.collect() : (await handle.current?.collect())?.variables;
    if (filled === undefined || missing.length > 0 || date?.error !== undefined) return;
    onPerform({
      type: 'COMPLETE_USER_TASK',
      userTaskSelector: selector,
      ...(Object.keys(filled).length === 0 ? {} : { variables: filled }),
      ...(task.asks.length === 0 ? {} : { answers }),
      ...(date?.value === undefined ? {} : { date: date.value }),
    });
  };
  const people = [
    ...(task.assignee === undefined ? [] : [task.assignee]),
    ...task.candidateUsers,
    ...task.candidateGroups,
  ];
  const about = [
    people.length === 0 ? words.forEverybody : words.forWhom(people.join(', ')),
    ...(task.rounds ?? []).map(({ index, subject }) => [words.number(index), ...(subject ?? [])].join(' · ')),
    ...(task.dueDate === undefined ? [] : [words.due(formatDateTime(new Date(task.dueDate)))]),
  ].join(' · ');
  return (
    <TrialCard title={words.task(task.name)} about={about} open={open} onOpen={onOpen}>
      {task.instruction === undefined ? null : <p className="instruction">{task.instruction}</p>}
      {task.form?.kind === 'unknown' ? <Notice tone="warning" title={text.inbox.formMissing(task.form.key)} /> : null}
      {form === undefined ? (
        entry.table
      ) : (
        <CaseForm handle={handle} form={form} data={task.variables} onChange={() => undefined} />
      )}
      {task.asks.map((question) => (
        <QuestionGroup
          key={question.gatewayId}
          question={question}
          chosen={answers[question.gatewayId] ?? []}
          faulty={tried && missing.includes(question)}
          onChoose={(flowIds) => setAnswers({ ...answers, [question.gatewayId]: flowIds })}
        />
      ))}
      {task.choices === undefined ? null : (
        <AdHocChoice
          choices={task.choices}
          onBegin={(steps) => onPerform({ type: 'BEGIN_STEPS', userTaskSelector: selector, steps })}
        />
      )}
      {task.purpose === 'date' ? (
        <DateQuestion moment={moment} onChange={setMoment} error={tried ? date?.error : undefined} />
      ) : null}
      <Button look="primary" pictogram="check" onClick={() => void complete()}>
        {words.complete}
      </Button>
      {task.purpose === 'perform' ? (
        <TrialTrouble>
          <ErrorCode
            onThrow={(errorCode) =>
              onPerform({ type: 'THROW_BPMN_ERROR_FROM_USER_TASK', userTaskSelector: selector, errorCode })
            }
          />
        </TrialTrouble>
      ) : null}
    </TrialCard>
  );
}
