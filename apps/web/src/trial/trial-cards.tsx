import type { ReactElement } from 'react';
import type { JsonObject, Trial } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { incidentText } from '../incidents/incident-text.ts';
import { formatDateTime, type Language } from '../language/format.ts';
import { Button } from '../parts/button.tsx';
import { JobCard } from './job-card.tsx';
import { NewsCard, type News } from './news-card.tsx';
import { StartCard } from './start-card.tsx';
import { TaskCard } from './task-card.tsx';
import { TimeCard } from './time-card.tsx';
import { TrialCard } from './trial-card.tsx';
import { processName, stepName } from './trial-names.ts';

/** How a card is shown and what it does. */
interface CardFrame {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onPerform: (instruction: JsonObject) => void;
}

/** Something that can happen now, and the step of the drawing it belongs to. */
export interface PossibleCard {
  readonly key: string;
  readonly nodeId: string | undefined;
  readonly show: (frame: CardFrame) => ReactElement;
}

/** Everything that can happen in a trial now: work first, then what comes from outside, then time, then another case. */
export function possibleCards(trial: Trial, text: Catalogue, language: Language): readonly PossibleCard[] {
  const known = new Map(trial.processes.map(({ key, variableNames }) => [key, variableNames]));
  const namesOf = (processKey: string): readonly string[] => known.get(processKey) ?? [];
  const begins = startCards(trial, text, namesOf);
  const goesOn = [
    ...workCards(trial, namesOf),
    ...incidentCards(trial, text, language),
    ...waitingCards(trial, text, namesOf),
    ...timerCards(trial, text),
  ];
  const time: PossibleCard = { key: 'time', nodeId: undefined, show: (frame) => <TimeCard {...frame} /> };
  return trial.cases.length === 0 ? [...begins, time] : [...goesOn, time, ...begins];
}

function workCards(trial: Trial, namesOf: (processKey: string) => readonly string[]): readonly PossibleCard[] {
  const count = (list: readonly { nodeId: string }[], nodeId: string): number =>
    list.filter((one) => one.nodeId === nodeId).length;
  return [
    ...trial.tasks.map((task) => ({
      key: `task ${task.nodeId} ${task.position}`,
      nodeId: task.nodeId,
      show: (frame: CardFrame) => (
        <TaskCard
          {...frame}
          task={task}
          now={trial.now}
          isOneOfSeveral={count(trial.tasks, task.nodeId) > 1}
          knownNames={namesOf(task.processKey)}
        />
      ),
    })),
    ...trial.jobs.map((job) => ({
      key: `job ${job.nodeId} ${job.position}`,
      nodeId: job.nodeId,
      show: (frame: CardFrame) => (
        <JobCard
          {...frame}
          job={job}
          name={stepName(trial, job.processKey, job.nodeId)}
          isOneOfSeveral={count(trial.jobs, job.nodeId) > 1}
          knownNames={namesOf(job.processKey)}
        />
      ),
    })),
  ];
}

function incidentCards(trial: Trial, text: Catalogue, language: Language): readonly PossibleCard[] {
  return trial.incidents.map(({ processKey, nodeId, ...incident }, place) => ({
    key: `incident ${nodeId} ${place}`,
    nodeId,
    show: ({ open, onOpen, onPerform }) => (
      <TrialCard title={text.trial.incident(stepName(trial, processKey, nodeId))} open={open} onOpen={onOpen}>
        <p>{incidentText(incident, language, text)}</p>
        <p className="soft">{text.trial.incidentText}</p>
        <Button
          pictogram="repeat"
          onClick={() => onPerform({ type: 'RESOLVE_INCIDENT', incidentSelector: { elementId: nodeId } })}
        >
          {text.trial.retry}
        </Button>
      </TrialCard>
    ),
  }));
}

function waitingCards(
  trial: Trial,
  text: Catalogue,
  namesOf: (processKey: string) => readonly string[],
): readonly PossibleCard[] {
  return trial.waiting.map(({ processKey, nodeId, kind, name, correlation }, place) => {
    const about = text.trial.waitsAt(stepName(trial, processKey, nodeId));
    const news: News = { kind, name, about, correlation, begins: false };
    return {
      key: `waiting ${nodeId} ${name} ${place}`,
      nodeId,
      show: (frame) => <NewsCard {...frame} news={news} processKey={processKey} knownNames={namesOf(processKey)} />,
    };
  });
}

function timerCards(trial: Trial, text: Catalogue): readonly PossibleCard[] {
  const starts = trial.starts.flatMap(({ processKey, nodeId, dueAt }) =>
    dueAt === undefined ? [] : [{ processKey, nodeId, dueAt }],
  );
  return [...trial.timers, ...starts].map((timer, place) => timerCard(trial, text, timer, place));
}

function timerCard(trial: Trial, text: Catalogue, timer: Trial['timers'][number], place: number): PossibleCard {
  const { processKey, nodeId, dueAt } = timer;
  return {
    key: `timer ${nodeId} ${place}`,
    nodeId,
    show: ({ open, onOpen, onPerform }) => (
      <TrialCard
        title={text.trial.timer(stepName(trial, processKey, nodeId))}
        about={text.trial.timerDue(formatDateTime(new Date(dueAt)))}
        open={open}
        onOpen={onOpen}
      >
        <Button
          look="primary"
          pictogram="clock"
          onClick={() => onPerform({ type: 'WAIT_FOR_TIMER', elementSelector: { elementId: nodeId } })}
        >
          {text.trial.waitForTimer}
        </Button>
      </TrialCard>
    ),
  };
}

function startCards(
  trial: Trial,
  text: Catalogue,
  namesOf: (processKey: string) => readonly string[],
): readonly PossibleCard[] {
  const [first] = trial.processes;
  // Called processes of elsewhere take part, but nobody wants to begin them here.
  const own = new Set(
    trial.processes.filter((one) => one.version === undefined || one === first).map(({ key }) => key),
  );
  return trial.starts
    .filter(({ processKey }) => own.has(processKey))
    .flatMap((start): readonly PossibleCard[] => {
      const { processKey, nodeId, kind, name = '', dueAt } = start;
      const key = `start ${processKey} ${nodeId} ${kind} ${name}`;
      const process = trial.processes.find((one) => one.key === processKey);
      if (process === undefined) return [];
      if (kind === 'timer') {
        // Behind the cases that run, the timers tell it already.
        return dueAt === undefined || trial.cases.length > 0
          ? []
          : [timerCard(trial, text, { processKey, nodeId, dueAt }, -1)];
      }
      if (kind === 'none') {
        const several = trial.starts.filter((one) => one.processKey === processKey && one.kind === 'none').length > 1;
        const show = (frame: CardFrame): ReactElement => (
          <StartCard {...frame} process={process} start={start} several={several} />
        );
        return [{ key, nodeId, show }];
      }
      const about = text.trial.startsWith(processName(trial, processKey));
      const news: News = { kind, name, about, correlation: {}, begins: true };
      const show = (frame: CardFrame): ReactElement => (
        <NewsCard {...frame} news={news} processKey={processKey} knownNames={namesOf(processKey)} />
      );
      return [{ key, nodeId, show }];
    });
}
