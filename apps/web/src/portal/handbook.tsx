import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { DefinitionDetail, DefinitionStep } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { readBpmnDrawing, type DrawnStep } from '../diagram/bpmn-drawing.ts';
import { stepKind, stepLabel } from '../diagram/step-label.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** Every step as text, along the flow: who does what, and where it goes from there. Also the diagram's text alternative. */
export function Handbook({ definition }: { definition: DefinitionDetail }): ReactElement {
  const text = useText();
  const xml = useQuery(queries.definitionXml(definition.key, definition.version));
  const drawn = useMemo(() => (xml.data === undefined ? [] : readBpmnDrawing(xml.data).steps), [xml.data]);
  if (xml.isPending) return <Skeleton lines={8} />;
  if (xml.isLoadingError) return <Problem error={xml.error} onRetry={() => void xml.refetch()} />;

  const known = new Map(definition.steps.map((step) => [step.nodeId, step]));
  const numbers = new Map(drawn.filter((step) => known.has(step.id)).map((step, place) => [step.id, place + 1]));
  const labels = new Map(drawn.map((step) => [step.id, stepLabel(step, text)]));
  const nameOf = (id: string): string => {
    const number = numbers.get(id);
    return `${number === undefined ? '' : `${number} `}${labels.get(id) ?? id}`;
  };
  return (
    <section className="handbook" aria-labelledby="handbook-title">
      <div className="block__head">
        <h2 id="handbook-title">{text.portal.tabs.handbook}</h2>
        <Button look="tertiary" pictogram="print" onClick={() => window.print()}>
          {text.portal.handbookPrint}
        </Button>
      </div>
      <p className="soft">{text.portal.handbookIntro(definition.name ?? definition.key, definition.version)}</p>
      {definition.lanes.length === 0 ? null : (
        <p>
          <strong>{text.portal.lanes}:</strong> {definition.lanes.map((lane) => lane.name).join(', ')}
        </p>
      )}
      <ol className="handbook__steps">
        {drawn.flatMap((step) => {
          const told = known.get(step.id);
          return told === undefined
            ? []
            : [<HandbookStep key={step.id} step={told} drawn={step} nameOf={nameOf} text={text} />];
        })}
      </ol>
    </section>
  );
}

function HandbookStep({
  step,
  drawn,
  nameOf,
  text,
}: {
  step: DefinitionStep;
  drawn: DrawnStep;
  nameOf: (id: string) => string;
  text: Catalogue;
}): ReactElement {
  const who = [...new Set([...(step.lane === undefined ? [] : [step.lane]), ...step.candidates])];
  return (
    <li className={`handbook__step handbook__step--${step.type}`}>
      <h3>{stepLabel(step, text)}</h3>
      <p className="soft">
        {stepKind(step.type, text)}
        {who.length === 0 ? '' : ` · ${who.join(', ')}`}
      </p>
      {step.instruction === undefined ? null : <p className="instruction">{step.instruction}</p>}
      {drawn.outgoing.length === 0 ? (
        step.type === 'endEvent' ? (
          <p className="handbook__next">{text.portal.handbookEnd}</p>
        ) : null
      ) : (
        <ul className="handbook__next">
          {drawn.outgoing.map((flow) => (
            <li key={flow.flowId}>
              {flow.label === ''
                ? text.portal.handbookNext(nameOf(flow.target))
                : text.portal.handbookAnswer(flow.label, nameOf(flow.target))}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
