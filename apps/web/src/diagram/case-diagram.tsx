import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { InstanceDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { readBpmnDrawing } from './bpmn-drawing.ts';
import { Diagram, type DiagramProps, type DiagramSign } from './diagram.tsx';
import { stepLabel } from './step-label.ts';

/** The diagram of a case: the way taken drawn thick, and "here" where it stands; the same as a text on request. */
export function CaseDiagram({
  instanceId,
  name,
  ...choice
}: { instanceId: string; name: string } & Pick<DiagramProps, 'selected' | 'onSelect'>): ReactElement {
  const text = useText();
  const instance = useQuery(queries.instance(instanceId));
  // By version and not by case: a case may go on in another version, and cases of one version share its drawing.
  const { key = '', version = 0 } = instance.data?.definition ?? {};
  const xml = useQuery({ ...queries.definitionXml(key, version), enabled: version > 0 });
  const [asText, setAsText] = useState(false);
  const signs = useMemo(() => (instance.data === undefined ? [] : signsOf(instance.data, text)), [instance.data, text]);
  const marks = useMemo(
    () => (instance.data === undefined ? new Map<string, string>() : marksOf(instance.data)),
    [instance.data],
  );

  if (instance.isPending || xml.isPending) return <Skeleton lines={4} tall />;
  if (instance.isLoadingError) return <Problem error={instance.error} onRetry={() => void instance.refetch()} />;
  if (xml.isLoadingError) return <Problem error={xml.error} onRetry={() => void xml.refetch()} />;
  return (
    <div className="case-diagram">
      <div className="case-diagram__bar">
        <ul className="legend" aria-label={text.diagram.legend}>
          <li className="legend__taken">{text.diagram.legendTaken}</li>
          <li className="legend__here">{text.diagram.legendHere}</li>
          {instance.data.incidents > 0 ? <li className="legend__trouble">{text.diagram.legendTrouble}</li> : null}
        </ul>
        <Button look="tertiary" aria-pressed={asText} onClick={() => setAsText(!asText)}>
          {asText ? text.diagram.asDrawing : text.diagram.asText}
        </Button>
      </div>
      {asText ? (
        <CaseAsText instance={instance.data} xml={xml.data} />
      ) : (
        <Diagram
          xml={xml.data}
          name={name}
          signs={signs}
          marks={marks}
          {...choice}
          {...(choice.onSelect !== undefined && { onSignClick: choice.onSelect })}
        />
      )}
    </div>
  );
}

/** Live elements that hold no other live element: where work really stands. */
function standing(instance: InstanceDetail): InstanceDetail['tokens'] {
  const parents = new Set(instance.tokens.map((token) => token.parentId));
  return instance.tokens.filter((token) => !parents.has(token.elementInstanceId) && token.nodeType !== 'process');
}

function signsOf(instance: InstanceDetail, text: Catalogue): readonly DiagramSign[] {
  const byNode = new Map<string, { count: number; trouble: boolean; name: string }>();
  for (const token of standing(instance)) {
    const before = byNode.get(token.nodeId);
    byNode.set(token.nodeId, {
      count: (before?.count ?? 0) + 1,
      trouble: (before?.trouble ?? false) || token.hasIncident,
      name: token.name ?? token.nodeId,
    });
  }
  return [...byNode].map(([elementId, { count, trouble, name }]) => {
    const words = trouble ? text.diagram.trouble : count === 1 ? text.diagram.here : text.diagram.hereCount(count);
    return { key: elementId, elementId, look: trouble ? 'trouble' : 'here', text: words, label: `${words}: ${name}` };
  });
}

function marksOf(instance: InstanceDetail): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const id of [...Object.keys(instance.path.flows), ...Object.keys(instance.path.elements)])
    marks.set(id, 'is-taken');
  for (const token of standing(instance)) marks.set(token.nodeId, token.hasIncident ? 'is-trouble' : 'is-here');
  return marks;
}

function CaseAsText({ instance, xml }: { instance: InstanceDetail; xml: string }): ReactElement {
  const text = useText();
  const steps = useMemo(() => readBpmnDrawing(xml).steps, [xml]);
  const here = new Set(instance.tokens.map((token) => token.nodeId));
  return (
    <ol className="case-as-text">
      {steps.map((step) => {
        const times = instance.path.elements[step.id] ?? 0;
        return (
          <li key={step.id} className={here.has(step.id) ? 'case-as-text__here' : undefined}>
            <span>{stepLabel(step, text)}</span>{' '}
            {here.has(step.id) ? <Badge tone="info">{text.diagram.now}</Badge> : null}
            {times > 0 ? (
              <Badge tone="success">
                {times === 1 ? text.diagram.done : `${text.diagram.done}, ${text.diagram.times(times)}`}
              </Badge>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
