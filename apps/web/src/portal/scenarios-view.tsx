import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { DefinitionDetail, JsonObject, ScenarioReport } from '../api/contracts.ts';
import { ProblemError } from '../api/problem-error.ts';
import { stepLabel } from '../diagram/step-label.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { ScenarioSteps } from './scenario-steps.tsx';

/** Plays the scenarios of a process and shows what came of each step; also those of a file that is not deployed. */
export function ScenariosView({ definition }: { definition: DefinitionDetail }): ReactElement {
  const text = useText();
  const words = text.scenarios;
  const [file, setFile] = useState<string>();
  const [isUnreadable, setUnreadable] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const play = useMutation({
    mutationFn: (testCases: readonly JsonObject[] | undefined) =>
      commands.runScenarios({
        definitionKey: definition.key,
        version: definition.version,
        ...(testCases === undefined ? {} : { testCases }),
      }),
  });
  const names = useMemo(
    () => new Map(definition.steps.map((step) => [step.nodeId, stepLabel(step, text)])),
    [definition.steps, text],
  );
  const take = async (chosen: File): Promise<void> => {
    const testCases = testCasesOf(await chosen.text());
    setUnreadable(testCases === undefined);
    setFile(chosen.name);
    if (testCases === undefined) play.reset();
    else play.mutate(testCases);
  };
  const hasNone = play.error instanceof ProblemError && play.error.code === 'SCENARIOS_NOT_FOUND';
  return (
    <section className="scenarios" aria-labelledby="scenarios-title">
      <h2 id="scenarios-title">{words.title}</h2>
      <p className="soft">{words.lead}</p>
      <p className="scenarios__actions">
        <Button
          look="primary"
          pictogram="play"
          busy={play.isPending}
          onClick={() => {
            setFile(undefined);
            setUnreadable(false);
            play.mutate(undefined);
          }}
        >
          {words.run}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".json"
          data-testid="scenario-file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen !== undefined) void take(chosen);
          }}
        />
        <Button look="tertiary" pictogram="upload" busy={play.isPending} onClick={() => chooser.current?.click()}>
          {words.choose}
        </Button>
      </p>
      {file === undefined ? null : <p className="soft">{words.sentFile(file)}</p>}
      {isUnreadable ? (
        <Notice tone="danger" title={words.unreadable} announce>
          {words.unreadableText}
        </Notice>
      ) : null}
      {hasNone ? (
        <EmptyState pictogram="file" title={words.noFileTitle}>
          <p>{words.noFileText}</p>
        </EmptyState>
      ) : play.isError ? (
        <Problem error={play.error} />
      ) : null}
      {play.data === undefined ? null : <Report report={play.data} definition={definition} names={names} />}
    </section>
  );
}

function Report({
  report: { scenarios, coveredNodeIds },
  definition,
  names,
}: {
  report: ScenarioReport;
  definition: DefinitionDetail;
  names: ReadonlyMap<string, string>;
}): ReactElement {
  const words = useText().scenarios;
  const failed = scenarios.filter(({ passed }) => !passed).length;
  const covered = new Set(coveredNodeIds);
  const uncovered = definition.steps.filter(({ nodeId }) => !covered.has(nodeId));
  const count = definition.steps.length;
  return (
    <>
      <Notice
        tone={failed === 0 ? 'success' : 'danger'}
        title={failed === 0 ? words.allHold(scenarios.length) : words.someFail(failed, scenarios.length)}
        announce
      >
        <p>{words.covered(count - uncovered.length, count)}</p>
        {uncovered.length === 0 ? null : (
          <p>
            {words.uncovered}: {uncovered.map(({ nodeId }) => names.get(nodeId) ?? nodeId).join(', ')}
          </p>
        )}
      </Notice>
      <ol className="scenarios__list">
        {scenarios.map((scenario, place) => (
          <li key={`${place} ${scenario.name}`}>
            <details open={!scenario.passed}>
              <summary>
                <Badge tone={scenario.passed ? 'success' : 'danger'}>
                  {scenario.passed ? words.holds : words.fails}
                </Badge>{' '}
                <strong>{scenario.name}</strong> <span className="soft">{words.stepCount(scenario.steps.length)}</span>
              </summary>
              {scenario.description === null ? null : <p>{scenario.description}</p>}
              <ScenarioSteps steps={scenario.steps} names={names} />
            </details>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The test cases of a file; undefined when it holds none. */
function testCasesOf(content: string): readonly JsonObject[] | undefined {
  try {
    const read: unknown = JSON.parse(content);
    const list = typeof read === 'object' && read !== null && 'testCases' in read ? read.testCases : undefined;
    return Array.isArray(list) && list.length > 0 ? (list as readonly JsonObject[]) : undefined;
  } catch {
    return undefined;
  }
}
