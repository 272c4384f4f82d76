import type { ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { DataList } from '../parts/data-list.tsx';
import { decisionSteps, type DecisionStep, type MatchedRow } from './decision-steps.ts';

/** Why a rule decided as it did, folded away: inputs, the rows of the table that applied, and the result. */
export function DecisionFacts({ data }: { readonly data: JsonObject }): ReactElement | null {
  const text = useText();
  const steps = decisionSteps(data);
  if (steps.length === 0) return null;
  return (
    <details className="fold">
      <summary>{text.timeline.decisionWhy}</summary>
      {steps.map((step, index) => (
        <Step key={index} step={step} />
      ))}
    </details>
  );
}

function Step({ step }: { readonly step: DecisionStep }): ReactElement {
  const words = useText().timeline;
  return (
    <div className="decision-facts">
      <h3>{step.name}</h3>
      {Object.keys(step.inputs).length === 0 ? null : (
        <>
          <h4>{words.decisionInputs}</h4>
          <DataList data={step.inputs} />
        </>
      )}
      {step.rows.length === 0 ? null : (
        <>
          <h4>{words.decisionRules(step.rows.length)}</h4>
          <ul className="plain-list">
            {step.rows.map((row) => (
              <Row key={row.number} row={row} />
            ))}
          </ul>
        </>
      )}
      <h4>{step.aggregation === undefined ? words.decisionResult : words.decisionAggregated(step.aggregation)}</h4>
      <DataList data={step.result} />
    </div>
  );
}

function Row({ row }: { readonly row: MatchedRow }): ReactElement {
  const words = useText().timeline;
  return (
    <li>
      <p>
        <strong>{words.decisionRule(row.number)}</strong>
        {row.annotations.length === 0 ? null : `: ${row.annotations.join(' · ')}`}
      </p>
      <DataList data={row.outputs} />
    </li>
  );
}
