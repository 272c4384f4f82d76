import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { JsonObject, Trial } from '../api/contracts.ts';
import { formatDateTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ScenarioSteps } from '../portal/scenario-steps.tsx';
import { SaveScenario } from './save-scenario.tsx';
import { possibleCards } from './trial-cards.tsx';
import { TrialData } from './trial-data.tsx';
import { TrialDrawing } from './trial-drawing.tsx';
import { stepNames } from './trial-names.ts';
import type { TrialSource } from './trial-source.ts';
import { useTrial } from './use-trial.ts';

/** Tries a process by clicking: the drawing with where work stands, beside it everything that can happen now. */
export function TrialView({
  source,
  onTakeAlong,
}: {
  source: TrialSource;
  /** Puts a saved scenario among the files of the upload. */
  onTakeAlong?: (file: File) => void;
}): ReactElement {
  const text = useText();
  const words = text.trial;
  const play = useTrial(source);
  const [selected, setSelected] = useState<string>();
  const [saves, setSaves] = useState(false);
  const { trial } = play;
  if (trial === undefined) {
    return play.error === null ? <Skeleton lines={6} tall /> : <Problem error={play.error} onRetry={play.again} />;
  }
  return (
    <div className="trial">
      <p className="soft">{words.lead}</p>
      <div className="trial__bar">
        <p>
          {words.clock}: <strong>{formatDateTime(new Date(trial.now))}</strong>
        </p>
        <div className="trial-buttons">
          <Button look="tertiary" pictogram="back" aria-disabled={play.done.length === 0} onClick={play.undo}>
            {words.undo}
          </Button>
          <Button look="tertiary" pictogram="repeat" aria-disabled={play.done.length === 0} onClick={play.restart}>
            {words.restart}
          </Button>
          <Button
            pictogram="tray"
            aria-disabled={trial.cases.length === 0}
            onClick={() => setSaves(trial.cases.length > 0)}
          >
            {words.save}
          </Button>
        </div>
      </div>
      {play.refused === undefined ? null : <Refused step={play.refused} />}
      {play.error === null ? null : <Problem error={play.error} onRetry={play.again} />}
      <div className="trial__sides">
        <div className="trial__drawing">
          <TrialDrawing trial={trial} source={source} selected={selected} onSelect={setSelected} />
        </div>
        <Possible
          key={`${trial.startedAt} ${trial.steps.length}`}
          trial={trial}
          selected={selected}
          busy={play.busy}
          onPerform={play.perform}
        />
      </div>
      <div className="trial__below">
        <TrialData key={trial.steps.length} trial={trial} onPerform={play.perform} />
        <section className="block" aria-labelledby="trial-way-title">
          <h2 id="trial-way-title">{words.way}</h2>
          {trial.steps.length === 0 ? (
            <p className="soft">{words.noWay}</p>
          ) : (
            <ScenarioSteps steps={trial.steps} names={stepNames(trial)} />
          )}
        </section>
      </div>
      {saves ? (
        <SaveScenario
          trial={trial}
          done={play.done}
          files={source.kind === 'files' ? source.files : undefined}
          onTakeAlong={(file) => onTakeAlong?.(file)}
          onClose={() => setSaves(false)}
        />
      ) : null}
    </div>
  );
}

function Refused({ step }: { step: Trial['steps'][number] }): ReactElement {
  const { language, text } = useLanguage();
  return (
    <Notice tone="warning" title={text.trial.refused} announce>
      <p>{language === 'de' ? step.messageDe : step.message}</p>
    </Notice>
  );
}

/** What can happen now. Begins anew with every step, so that nothing typed for the last one stays. */
function Possible({
  trial,
  selected,
  busy,
  onPerform,
}: {
  trial: Trial;
  selected: string | undefined;
  busy: boolean;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const { text, language } = useLanguage();
  const cards = useMemo(() => possibleCards(trial, text, language), [trial, text, language]);
  const [toggled, setToggled] = useState<{ readonly key: string | undefined; readonly by: string | undefined }>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was clicked is gone: who works with the keyboard goes on here, without the page moving.
    if (trial.steps.length > 0 && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
  }, [trial.steps.length]);
  const meant = cards.find(({ nodeId }) => nodeId !== undefined && nodeId === selected)?.key;
  const open = toggled?.by === selected && toggled !== undefined ? toggled.key : (meant ?? cards[0]?.key);
  const isOver = trial.cases.length > 0 && trial.cases.every(({ outcome }) => outcome !== 'active');
  const isStuck =
    !isOver &&
    trial.cases.length > 0 &&
    [trial.tasks, trial.jobs, trial.timers, trial.waiting, trial.incidents].every((list) => list.length === 0);
  return (
    <section className="trial__possible" aria-labelledby="trial-next-title" aria-busy={busy} inert={busy}>
      <h2 id="trial-next-title" tabIndex={-1} ref={heading}>
        {text.trial.next}
      </h2>
      {isOver ? (
        <Notice tone="success" title={text.trial.nothingLeft}>
          <p>{text.trial.nothingLeftText}</p>
        </Notice>
      ) : null}
      {isStuck ? (
        <Notice tone="danger" title={text.trial.stuck}>
          <p>{text.trial.stuckText}</p>
        </Notice>
      ) : null}
      {cards.map(({ key, show }) => (
        <div key={key}>
          {show({
            open: key === open,
            onOpen: (opened) => {
              if (opened && key !== open) setToggled({ key, by: selected });
              else if (!opened && key === open) setToggled({ key: undefined, by: selected });
            },
            onPerform,
          })}
        </div>
      ))}
    </section>
  );
}
